/* What happened in the year: events and agreements as cards in order of date, and what changed on the map. */
(function (A) {
  "use strict";
  const MOST = 60; // changes listed; a range of years may hold hundreds

  A.panels.push({
    name: "happened",
    title: "year_title",
    icon: "M5 5.5h14V19H5zM5 10h14M9 3.5v4M15 3.5v4",
    make: (body, atlas) => new Year(body, atlas),
  });

  class Year {
    constructor(body, atlas) {
      this.atlas = atlas;
      this.head = A.el("p", "cam-year-head", body); // the year is said by the map's own voice
      this.cards = A.el("ol", "cam-cards", body);
      this.title = A.el("h3", "cam-sub", body);
      this.list = A.el("ul", "cam-changes", body);
      this.more = A.el("p", "cam-quiet", body);
    }

    dress(state) {
      this.shown = "";
      this.update(state);
    }

    update(state) {
      const since = state.since && state.since < state.year ? state.since : state.year;
      const key = [since, state.year, state.language, [...state.layers].join(), JSON.stringify(A.FACETS.map((one) => [...state.facets[one]]))].join("|");
      if (key === this.shown) return;
      this.shown = key;
      const { atlas } = this;
      const found = atlas.model.happenings
        .flatMap((one) => datesOf(one, since, state.year).map((when) => ({ ...when, one })))
        .filter(({ one }) => fits(one, state))
        .sort((a, b) => (a.order < b.order ? -1 : 1));
      const changed = changesIn(atlas.model, state, since);
      this.head.textContent = atlas.tell(found.length ? "year_count" : "year_none", {
        number: found.length,
        year: since === state.year ? state.year : `${since}–${state.year}`,
      });
      this.cards.replaceChildren(...found.map((one) => this.card(one, state)));
      this.title.textContent = changed.length ? atlas.tell("year_changed", { number: changed.length }) : atlas.text("year_unchanged");
      this.list.replaceChildren(...changed.slice(0, MOST).map((one) => this.change(one, state)));
      this.more.textContent = changed.length > MOST ? atlas.tell("year_more", { number: changed.length - MOST }) : "";
    }

    card({ one, date, status, ended }, state) {
      const { atlas } = this;
      const node = A.el("li", "cam-event");
      const kind = atlas.text(one.table === "agreements" ? "year_agreement" : "year_event");
      const when = A.when(date, state.language, atlas.text);
      const said = [ended ? A.fill(atlas.text("year_until"), { date: when }) : when, kind];
      if (status !== "operating") said.push(atlas.text("status_" + status)); // plain is what took effect
      A.el("div", "cam-event-when", node, { text: said.join(" · ") });
      this.link(node, "cam-event-name", one.id, A.pick(one.n, state.language));
      if (one.note) A.el("p", "cam-quiet", node, { text: one.note });
      const places = (one.about || []).map((id) => [id, atlas.model.nameOf(id)]).filter(([, names]) => names);
      if (places.length) {
        const row = A.el("div", "cam-places", node);
        for (const [id, names] of places) this.link(row, "cam-chip", id, A.pick(names, state.language));
      }
      return node;
    }

    change({ feature, status, year }, state) {
      const node = A.el("li", "", null);
      this.link(node, "cam-link", feature.id, A.pick(feature.names, state.language));
      A.el("span", "cam-quiet", node, { text: ` ${this.atlas.text("status_" + status)}${state.since ? `, ${year}` : ""}` });
      return node;
    }

    link(parent, className, id, text) {
      const node = A.el("button", className, parent, { type: "button", text });
      node.onclick = () => this.atlas.select(id, { pan: true });
      return node;
    }
  }

  /** Dates of a happening that lie in the years: its beginning, its end, or both. `order` sorts them. */
  function datesOf({ d }, first, last) {
    const within = (text) => {
      const year = yearOf(text);
      return year >= first && year <= last;
    };
    const found = [];
    d.forEach(([status, start, end], i) => {
      if (within(start)) found.push({ date: start, order: start, status, ended: false });
      const over = end && status === "operating" && !(d[i + 1] && d[i + 1][1] === end);
      if (over && within(end) && yearOf(end) !== yearOf(start)) found.push({ date: end, order: end, status, ended: true });
    });
    return found;
  }

  function yearOf(text) {
    const found = /(\d{4})(?!.*\d{4})/.exec(text);
    return found ? Number(found[1]) : NaN;
  }

  function fits(one, state) {
    if (!state.facets.countries.size) return true;
    return (one.c || []).some((code) => state.facets.countries.has(code));
  }

  /** Features of the layers that are on whose status becomes another within the years, with the last one. */
  function changesIn(model, state, since) {
    const found = [];
    for (const feature of model.features) {
      if (feature.timeless || !state.layers.has(feature.layer.id) || A.HAPPENINGS.includes(feature.layer.id)) continue;
      const { spans } = feature;
      let change = null;
      for (let i = 0; i < spans.length; i += 3) {
        if (spans[i + 2] & A.GONE || spans[i] < since || spans[i] > state.year || spans[i] === model.years[0]) continue;
        const before = i ? spans[i - 1] & 7 : -1;
        if ((spans[i + 2] & 7) !== before) change = { feature, status: A.STATUS[spans[i + 2] & 7].id, year: spans[i], code: spans[i + 2] };
      }
      if (change && A.FACETS.every((facet) => state.fits(feature, change.code, facet))) found.push(change);
    }
    return found.sort((a, b) => a.year - b.year || b.feature.layer.order - a.feature.layer.order);
  }

  /** Layers that hold events and agreements. */
  A.HAPPENINGS = ["events", "agreements"];

  /** An EDTF date for the reader, no more precise than written. */
  A.when = function (text, language, say) {
    const interval = /^(.*)\/(.*)$/.exec(text);
    if (interval) {
      const [, start, end] = interval;
      if (!start || start === "..") return A.fill(say("date_by"), { date: A.when(end, language, say) });
      if (!end || end === "..") return A.fill(say("date_since"), { date: A.when(start, language, say) });
      return A.fill(say("date_between"), { first: A.when(start, language, say), last: A.when(end, language, say) });
    }
    const plain = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)$/.exec(text);
    if (!plain) return text;
    const [, year, month, day, mark] = plain;
    const locale = language === "en" ? "en-GB" : language;
    let shown = [year, month, day].filter(Boolean).join("-");
    if (Intl.DateTimeFormat.supportedLocalesOf(locale).length) {
      const date = new Date(Date.UTC(Number(year), Number(month || 1) - 1, Number(day || 1)));
      const parts = { year: "numeric", timeZone: "UTC", ...(month ? { month: "long" } : {}), ...(day ? { day: "numeric" } : {}) };
      shown = new Intl.DateTimeFormat(locale, parts).format(date);
    }
    if (mark === "~" || mark === "%") shown = A.fill(say("date_about"), { date: shown });
    return mark === "?" || mark === "%" ? A.fill(say("date_unsure"), { date: shown }) : shown;
  };
})(globalThis.CorridorAtlas);
