// Data of the reader's own: files that were dropped on the map go into the page's own field for files, and the map goes
// to where what was read lies.
const FIELD = ".st-key-own [data-testid=stFileUploader] input[type=file]";
const DOOR = 20_000; // milliseconds for which the page may take to draw its field for files

/** Open the panel, and give the files to its field once that is there. */
function bring(files) {
  shown.controller.drawer.open("own", true);
  const give = () => {
    const field = document.querySelector(FIELD);
    if (!field) return false;
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    field.files = transfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };
  if (give()) return;
  const watch = new MutationObserver(() => give() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), DOOR);
}

/** Go where what was brought lies, once each time that Python asks. */
function lookAtOwn(one) {
  const { looks, at } = one.data.own ?? { looks: 0 };
  if (looks && looks !== one.looks) one.controller.sight.look(at);
  one.looks = looks;
}

/** The layers that others have too: no address says the reader's own. */
const sharedLayers = (ids) => [...ids].filter((id) => !shown?.data.own?.layers.includes(id));

/** A thing that others have too, by its id; else nothing. */
function sharedThing(id) {
  const layer = id && shown?.controller?.model.byId.get(id)?.layer;
  return layer && shown.data.own?.layers.includes(layer.id) ? null : id;
}
