/* Shapes of the values that the modules hand to each other. Coordinates are world pixels of zoom 0 (spherical
 * Mercator, the world 256 wide) unless a name says otherwise; times are whole years. */

/** x, y, x, y … */
type Flat = ArrayLike<number>;
/** West, north, east, south. */
type Box = number[];
/** A name or title by language. */
type Names = Record<string, string>;
/** Colours by the names of palette.toml. */
type Palette = Record<string, string>;
/** A text of the interface by its key. */
type Say = (key: string) => string;
/** A text of the interface with its places filled, in the plural form that `number` asks for. */
type Tell = (key: string, values: Record<string, any>) => string;
/** What a reader is told of the link: a sentence of the host page, a parameter that makes no sense with its value, or
 * the other edition that it was made with. */
type Notice = string | [string, string] | { edition: string };
type Undo = () => void;
type Facet = "statuses" | "traffic" | "countries" | "along" | "tiers" | "connectivity" | "confidence";
/** What is counted: what is in view, or everything. */
type Scope = "view" | "all";
type Change = "opened" | "closed" | "changed" | "same";
type Theme = string;

/* ---- what the browser is told: `webmap.payload` ---- */

/** An encoded shape: whole numbers of 1e-5 degrees, each relative to the one before. */
interface Encoded {
  t: string;
  c: any[];
}

interface Layer {
  id: string;
  title: Names;
  kind: string;
  order: number;
  color: string;
  color_dark: string;
  min_zoom: number;
  label_zoom: number;
  on: boolean;
  background: boolean;
  symbol: string;
  width: number;
  radius: number;
  fill: number;
  /** How strongly the rim of an area is drawn. */
  rim: number;
  mode: string;
  /** What so many of its things are called: plural forms by language. */
  counted?: Record<string, Record<string, string>>;
  /** Whether it shows what happened, and not what stands somewhere. */
  happening?: boolean;
  /** In which words it is told of that something opens: traffic, service, founded, force, event. */
  manner: string;
}

interface Era {
  id: string;
  title: Names;
  short: Names;
  /** Its name where there is little room, if that is another. */
  narrow?: Names;
  start: number;
  /** The year in which the next one begins; null for one that lasts. */
  end: number | null;
  color: string;
  color_dark: string;
  /** Whose era it is, where it is none of the main ones. */
  side?: string;
}

/** An era, or years that were chosen as one. */
type Years = Partial<Era> & { start: number; end: number | null };

interface Happening {
  id: string;
  n: Names;
  table: string;
  /** What it is called: an event, an agreement. */
  what: Names;
  /** Status, start and end of each period, as written. */
  d: [string, string, string][];
  note?: string;
  about?: string[];
  c?: string[];
}

interface StoryStep {
  year: number;
  since?: number;
  against?: number;
  how?: string;
  title: Names;
  text: Record<string, any>;
  layers: string[];
  lit?: string[];
  selected?: string;
  viewport?: Place;
  fit: string[];
}

interface Story {
  id: string;
  title: Names;
  summary: Names;
  steps: StoryStep[];
  /** Words and address of each work by its key. */
  sources: Record<string, [string, string]>;
}

/** A card of the opening. */
interface OpeningQuestion {
  text: Names;
  note: Names;
  /** The parameters of the link that answers it. */
  link: string;
  /** West, south, east, north in degrees, and what is drawn strongly. */
  picture: { box: [number, number, number, number]; ids: string[] };
}

/** What someone sees first who comes without a link. */
interface OpeningTold {
  eyebrow: Names;
  sentence: Names;
  questions: OpeningQuestion[];
}

type Texts = Record<string, Record<string, string | Record<string, string>>>;

/** The network as `draw/network.py` tells it; nodes, tracks and groups of countries by their number. */
interface NetworkTold {
  /** Every gauge there is, in millimetres. */
  gauges: number[];
  nodes: string[];
  /** Of each node: 0 a station, 1 where nothing can be reloaded, 2 a border point. */
  kinds: number[];
  /** Of each node the place that it serves, or nothing. */
  at: string[];
  valves: string[];
  towns: Record<string, string>;
  /** Two nodes of one place and the kilometres between them, again and again. */
  apart: number[];
  /** Places to set out from and to arrive at. */
  choices: string[];
  tracks: Track[];
  lands: string[][];
  /** `legs`: kilometres, track and countries of each; `cut`: at which vertices of the line its nodes are. */
  lines: { id: string; mode: number; nodes: number[]; cut: number[]; legs: number[]; people?: number }[];
  /** `rows`: ends, kilometres, countries, then the places that the lane leads over. */
  lanes: { line: string; rows: number[][]; places: number[] };
  /** Legs of each corridor in order of travel, by their numbers, `-1 - number` for one that is travelled the other way;
   * neighbouring stops between which no line leads. */
  corridors: Record<string, { legs: number[]; gaps?: [string, string][] }>;
  /** Numbers of the nodes at which trains and ships meet. */
  terminals: number[];
  /** What no layer draws. */
  more: Record<string, { n: Names; s?: number[]; g?: Encoded }>;
}

/** Gauges in millimetres, and those that came later, each with its first year. */
interface Track {
  gauges: number[];
  later: [number, number[]][];
}

interface Payload {
  title: Names;
  years: [number, number];
  until?: string | null;
  statuses: string[];
  eras: Era[];
  layers: Layer[];
  features: Record<string, any>[];
  unplaced: Record<string, any>[];
  happenings: Happening[];
  corridors: Record<string, Names>;
  /** The figures that are computed again: title, and ids of what they are about. */
  checks?: { id: string; n: Names; about: string[] }[];
  /** Name and west, south, east, north of what a map may be called after. */
  regions?: { n: Names; b: number[] }[];
  stories: Story[];
  opening?: OpeningTold | null;
  /** The languages of the page in their order: code, and name in its own words. */
  spoken: [string, string][];
  /** Where the atlas opens: latitude, longitude, zoom. */
  home: [number, number, number];
  native: Record<string, string>;
  network?: NetworkTold | null;
  countries: Record<string, Record<string, string>>;
  base: any;
  attribution: string[];
  /** What the atlas is, where it is published, under which licence its data are given: title and address of it. */
  about: { summary: Names | null, address: string | null, licence: [string, string] | null };
  /** Citations by form, with a link and without; `link` and `year` stand in them for those of the view. */
  cite: { link: string, year: string, linked: Record<string, string>, plain: Record<string, string> };
  /** As the atlas itself names it. */
  edition?: string | null;
  data: { version: string, date: string };
  texts: Texts;
  palette: Record<string, Palette>;
  language: string;
}

/* ---- what the page holds ---- */

interface Shape {
  type: "point" | "line" | "area";
  parts: Flat[];
  box: Box;
  /** Parts with fewer points, by whole zoom. */
  detail: Record<number, Flat[]>;
  /** Where a line is drawn aside, to be seen beside others. */
  beside?: import("./model/aside.js").Beside | null;
  /** How far from a corner its rounding begins at most, in world pixels; corners at joints stay. */
  reach?: number;
  joints?: Set<string>;
}

interface Feature {
  /** The year in which to look at what has no place on the map. */
  ownYear?: number | null;
  id: string;
  layer: Layer;
  names: Names;
  /** First year, last year and code of each span. */
  spans: number[];
  /** Year and code of each boundary of its dates as written, in order: -1 for an end with nothing after it. */
  steps: number[];
  mode: string;
  timeless: boolean;
  schematic: boolean;
  shape: Shape | null;
  aliases: string[];
  countries: string[];
  along: string[];
  tiers: string[];
  connectivity: string[];
  confidence: string[];
  /** Dates as written at which a period begins, and at which one ends and none follows: those that know more than the year. */
  dates: { from: string[]; to: string[] };
  eras: string[];
  /** Of a town: how far it stands behind a city. */
  standing?: number;
  /** Of a town or station: 1 a capital to 8 a halt, and the zoom from which it is named. */
  rank?: number;
  named?: number;
}

interface Model {
  title: Names;
  nameOf: (id: string) => Names | undefined;
  years: [number, number];
  /** The date of the edition, if the last year was not over by then. */
  until: string | null;
  layers: Layer[];
  eras: Era[];
  features: Feature[];
  towns: Feature[];
  /** The smallest first. */
  regions: Region[];
  /** All that has dates, a place or not, and a layer. */
  dated: Feature[];
  byId: Map<string | null | undefined, Feature>;
  unplaced: Map<string | null | undefined, Feature>;
  happenings: Happening[];
  corridors: Record<string, Names>;
  countries: Record<string, Record<string, string>>;
}

interface Region {
  names: Names;
  box: Box;
}

/** So many features of a layer have a status. */
interface LayerCount {
  layer: Layer;
  status: string;
  number: number;
}

/** What is said of a view. */
interface Headline {
  title: string;
  /** What the year brings, up to three clauses. */
  fresh: { id: string; text: string }[];
  /** The same as one sentence. */
  news: string;
  counts: LayerCount[];
}

/** Degrees, and the zoom at which they are looked at. */
interface Place {
  lat: number;
  lon: number;
  zoom: number;
}

/** A place in degrees (WGS84). */
interface Point {
  lat: number;
  lon: number;
}

/** A note of the reader's own. */
interface Note extends Point {
  text: string;
}

/** What an address says, by the names of its parameters. */
type Said = Record<string, string | string[]>;

interface Told {
  id: string;
  step: number;
  staged?: boolean;
}

/** Options of `mount`; see there. */
interface Options {
  /** Addresses of the cells of the ground by id: scripts that put them into the store. */
  ground?: Record<string, string>;
  year?: number | null;
  since?: number | null;
  against?: number | null;
  how?: string | null;
  language?: string;
  names?: string;
  theme?: string;
  layers?: string[];
  era?: string | [number, number] | null;
  certainOnly?: boolean;
  showGone?: boolean;
  scope?: Scope;
  statuses?: string[];
  traffic?: string[];
  countries?: string[];
  along?: string[];
  tiers?: string[];
  connectivity?: string[];
  confidence?: string[];
  selected?: string | null;
  /** The reader's own, in the order of their numbers. */
  notes?: Note[];
  story?: Told | null;
  view?: Place | null;
  origin?: string | null;
  destination?: string | null;
  alternative?: number;
  modes?: string[];
  load?: string;
  anySea?: boolean;
  corridor?: string | null;
  reach?: import("./network/reach.js").ReachAsked | null;
  check?: string | null;
  notices?: Notice[];
  /** Whether the map may be painted before what stands around it is in place. */
  early?: boolean;
  keys?: string;
  legend?: string;
  panel?: string | null;
  panels?: string[];
  /** The script of the service worker of a published folder. */
  worker?: string;
  bring?: (files: File[]) => void;
  /** What unfolds the controls of a host page. */
  controls?: () => void;
  address?: boolean;
  /** The origin of the page around, which alone is heard and told; nothing for the one that speaks first. */
  parent?: string | null;
  opening?: boolean;
  /** Where the data are if they do not stand in the page, and the id of the first picture, which does. */
  data?: { src: string; first: string } | null;
  /** Where all articles of the page are, packed; nothing where the host page gives them. */
  articles?: { id: string; src?: string } | null;
  tiles?: { url: string; attribution?: string } | null;
}

/** What changes without anybody outside being told. */
interface Quiet {
  silent?: boolean;
  staged?: boolean;
  pan?: boolean;
}

/** What the page is told of the changes between two years: `time/report.py`, `told`. */
interface Ledger {
  first: number;
  last: number;
  language: string;
  entries: Record<string, LedgerEntry>;
  /** Words and address, if any, of each work by its key. */
  works: Record<string, [string, string | null]>;
}

interface LedgerEntry {
  kind: string;
  /** What stands before and after the name in the sentence. */
  before: string;
  after: string;
  date: string;
  certain: boolean;
  notes: string[];
  /** What a source says otherwise, and its key. */
  disputes: [string, string][];
  sources: string[];
  unseen: boolean;
}

/** The changes of one kind; `layer` is null where they stand in one chronicle. */
interface LedgerSection {
  kind: string;
  group: Change;
  number: number;
  parts: { layer: Layer | null; rows: Changed[] }[];
}

/** A feature that changed between two years, and how: one of `KINDS`. */
interface Changed {
  feature: Feature;
  kind: string;
}

type State = import("./model/state.js").State;
type Atlas = import("./shell/atlas.js").Atlas;

/* ---- ways through the network ---- */

/** A stretch of a line between two neighbouring nodes. */
interface Leg {
  line: string;
  mode: string;
  start: number;
  end: number;
  km: number;
  /** The number of its track, -1 where there is none. */
  track: number;
  lands: string[];
  freight: boolean;
  /** What must be open besides the line. */
  gates: string[];
  /** Numbers of all that must be open, the line first. */
  needs: number[];
  /** The same number for all that lead over the same line between the same nodes. */
  stretch: number;
  cut?: [number, number];
  /** Places of a lane of the sea. */
  lane?: number[];
}

/** A leg in the direction of travel. */
interface Travelled {
  leg: Leg;
  turned: boolean;
  start: number;
  end: number;
}

/** A leg of a corridor, from and to so many kilometres of it. */
interface CorridorLeg extends Travelled {
  from: number;
  to: number;
}

/** The same in a year; `only` is what alone it carries. */
interface CorridorSegment extends CorridorLeg {
  status: string | null;
  usable: boolean;
  valves: string[];
  only: string | null;
}

/** A corridor in a year; its share is null where it has no length. */
interface CorridorStrip {
  id: string;
  year: number;
  segments: CorridorSegment[];
  km: number;
  usableKm: number;
  share: number | null;
}

/** Segments that look the same, as one. */
interface CorridorRun {
  from: number;
  to: number;
  look: string;
}

/** A place on a strip: its node, what a reader knows that as, and whether one can pass there. */
interface CorridorMark {
  node: string;
  id: string;
  km: number;
  sign: "crossing" | "gauge" | "port";
  open: boolean;
}

/** A way that is asked for: from where to where, and by what. */
interface Question extends Asked {
  origin: string | null;
  destination: string | null;
}

/** What is asked of the network: by which modes, for cargo or people, also with ships of no dated service, and what
 * would be if some things were open. */
interface Asked {
  modes: string[];
  load: string;
  anySea?: boolean;
  opened?: string[];
}

/** What would have to open: its status, and what alone it carries. */
interface MissingOne {
  id: string;
  status: string | null;
  only: string | null;
}

/** A way in a year; without legs there is none. */
interface Route {
  year: number;
  modes: string[];
  legs: Travelled[];
  lines: Set<string>;
  km: number | null;
  borders: string[];
  breaks: string[];
  transfers: string[];
  missing: MissingOne[];
  /** Whether the dates of something that it needs are in doubt. */
  doubtful: boolean;
}

/* ---- what is drawn ---- */

/** World pixels times scale, less x and y, are layer pixels. */
interface View {
  scale: number;
  x: number;
  y: number;
}

interface Frame {
  zoom: number;
  view: View;
  ratio: number;
  /** What the canvas covers, in layer pixels. */
  box: Box;
  /** The same in world pixels. */
  world: Box;
  /** A little more than the box, in layer pixels: what runs outside is not traced. */
  margin: Box;
  /** What the reader sees, in layer pixels. */
  inner: Box;
  /** Whether there are too many lines for full dress. */
  crowded?: boolean;
}

/** A feature that has a place. */
type Placed = Feature & { shape: Shape };

interface Entry {
  feature: Placed;
  code: number;
  change?: Change;
  dim?: boolean;
  /** How much of a line that is being built is there by now (0 to 1). */
  part?: number;
}

interface Sign extends Entry {
  /** Where it stands, in layer pixels. */
  x: number;
  y: number;
  /** Where its place is. */
  px: number;
  py: number;
  r: number;
  /** Whether another sign stands on its place: only its name is written. */
  covered: boolean;
  /** Those it stands for as well. */
  others: Feature[];
}

interface Seen {
  area: Entry[];
  line: Entry[];
  point: Entry[];
}

/** Id, colour and width of a halo. */
type Mark = [string | null, string, number];

interface Look {
  id: string;
  dash: number[] | null;
  cap: CanvasLineCap;
  alpha: number;
  tint: number;
  /** How much of its width the line over the tint has. */
  core: number;
  sign: string;
  doubtful: boolean;
  gone: boolean;
  dim?: boolean;
}

/** The strokes of a drawing, which may be made a few at a time. */
type Strokes = Generator<void, void>;

/** What stands on a canvas of features. */
interface Painted {
  seen: Seen;
  signs: Sign[];
  changeSigns: [number, number, number][];
  frame: Frame;
}

/** Lines that are stroked alike. */
interface Stroke {
  feature: Placed;
  style: Look;
  colour: string;
  width: number;
  list: Path2D[];
  group: Entry[];
}

interface Ground {
  tiers: Record<string, Tier>;
  /** Lakes and rivers where a tier has none of its own. */
  lakes: Water[];
  far: Water[];
  /** All rivers that are there from the beginning, for their names. */
  rivers: Water[];
  places: Spot[];
  disputes: Dispute[];
  /** Borders between provinces. */
  provinces: Shape[];
  fetch: ((id: string) => Promise<any>) | null;
  /** What is to be done when a cell has come. */
  waiting: Set<() => void>;
}

/** Land and waters of one fineness, in cells; `box` is what they fill, none for the world. */
interface Tier {
  unit: number;
  /** How far from a corner its rounding begins at most, in world pixels. */
  reach: number;
  /** The zoom from which it takes the place of the one before. */
  from: number;
  water: boolean;
  box?: Box;
  cells: Cell[];
}

interface Cell {
  id?: string;
  box?: Box;
  drawn: Drawn | null;
  /** Time from which it may be asked for again. */
  again: number;
}

interface Drawn {
  land: Mosaic;
  /** The tint of each area of the land, and the code of its country. */
  tints: number[];
  codes: string[];
  lakes: Mosaic;
  rivers: Water[];
}

/** Areas and the lines that they share. */
interface Mosaic {
  lines: Shape[];
  areas: MosaicArea[];
  shores: Shape[];
  borders: Shape[];
}

/** An area: numbers of lines, `~n` for line n from its end, and its borders with others. */
interface MosaicArea {
  rings: number[][];
  box: Box;
  edges: Shape[];
}

/** An area with the lines that it is made of. */
interface Land {
  mosaic: Mosaic;
  area: MosaicArea;
}

/** An area that several countries claim, the holder first: their codes and tints. */
interface Dispute {
  names: Names;
  views?: Record<string, Names>;
  native: Record<string, string>;
  box: Box;
  claimants: string[];
  tints: number[];
  /** Whether the ground has no land of it. */
  sign: boolean;
}

type Water = Shape & { rank: number; names?: Names };

/** A place of the base map. */
interface Spot {
  x: number;
  y: number;
  names: Names;
  views?: Record<string, Names>;
  native: Record<string, string>;
  rank: number;
  kind: string;
  from: number;
  /** Of a country its code, of a sea its waters, which reach over the coast. */
  code?: string;
  waters?: Shape;
}

interface Lettering {
  font: string;
  size: number;
  colour: string;
  spacing?: number;
  alpha?: number;
  halo?: boolean;
  onWater?: boolean;
}

/** A name that wants a place. */
interface Label {
  /** What tells it from others, so that it can stay where it was. */
  key?: string;
  text: string;
  rank: number;
  style?: Lettering;
  /** Of a country or sea, instead of a style: how it may be written, and what it covers. */
  forms?: { lines: string[]; style: Lettering }[];
  code?: string;
  waters?: Shape;
  owner?: Feature | null;
  town?: boolean;
  once?: boolean;
  on?: boolean;
  /** Lines along which it may stand; else it stands at a place, in layer pixels. */
  along?: Flat[];
  x?: number;
  y?: number;
  /** Radius of what it keeps clear of. */
  r?: number;
  centred?: boolean;
  lines?: string[];
  dot?: string;
}

interface Job {
  ctx: CanvasRenderingContext2D;
  frame: Frame;
  occupied: import("./map/label_places.js").Occupied;
  colours: Palette;
  state: State;
  base: Ground;
  memory: import("./map/realms.js").Memory;
  /** What tells the view from others. */
  view: string;
  /** Where no name may stand but for the signs. */
  panels: string;
  tracks: import("./map/tracks.js").Tracks;
  widthOf(text: string, style: Lettering): number;
}

/** Leaflet's map, and what is kept on it; what begins with an underscore is Leaflet's own. */
interface AtlasMap extends L.Map {
  atlasHeld?: boolean;
  atlas?: Atlas;
  _zoomAnimated?: boolean;
  _animatingZoom?: boolean;
  _move?(centre: L.LatLng, zoom: number, data?: object): void;
  _rawPanBy?(offset: L.Point): void;
}

/** A key pressed on an element. */
type Key = KeyboardEvent & { target: HTMLElement };

/** A canvas of the map. */
interface Painter {
  palette: Palette;
  redraw(): void;
  redrawNow(): void;
  [more: string]: any;
}

/** A section of the filters. */
interface Section {
  name: string;
  few?: number;
  wide?: boolean;
  hint?: boolean;
}

/** A section as it stands there: its choices, and the button that shows the rest of a long list. */
interface SectionBox extends Section {
  box: HTMLElement;
  title: HTMLElement;
  list: HTMLElement;
  choices: { node: HTMLElement; label: HTMLElement; count: HTMLElement; value: string; number?: number | null }[];
  open: boolean;
  more?: HTMLElement;
}

/* ---- the panels ---- */

interface Panel {
  dress?(state: State): void;
  update?(state: State): void;
  opened?(): void;
  closed?(): void;
}

interface PanelEntry {
  /** Whether a link names it: those who listen are told when it opens and closes. */
  linked?: boolean;
  name: string;
  title: string;
  icon: string;
  make(body: HTMLElement, atlas: Atlas): Panel;
  has?(atlas: Atlas): boolean;
}

interface Chip {
  value: string;
  label: string;
  colour?: string;
  clear(): void;
}

interface ChipGroup {
  name: string;
  chips: Chip[];
}

/** What a time bar asks for. */
interface TimeActions {
  go(year: number, settled: boolean): void;
  step(years: number): void;
  toggle(): void;
  speed(value: number): void;
  era(era: Era): void;
  tell(key: string, values: Record<string, any>): string;
}

/* ---- parts of single modules ---- */

/** Everything that decides how a sign looks. */
interface SignLook {
  symbol: string;
  colour: string;
  casing: string;
  code: number;
  schematic: boolean;
  radius: number;
  ratio: number;
}

/** A corner of a line; the raw one before it was cut at the rim of the view. */
interface Corner {
  x: number;
  y: number;
  rawX?: number;
  rawY?: number;
}

/** How many features each choice would put on the map. */
interface Tally extends Record<Facet | "eras" | "layers", Map<string, number>> {
  doubtful: number;
  gone: number;
  schematic: number;
  shown: number;
  all: number;
}

/** What of the atlas names and choices are told from. */
type Named = Pick<Atlas, "model" | "state" | "text">;

/** What a year brings to a feature. */
interface Turn {
  feature: Feature;
  kind: string;
}

/** A change of status. */
interface StatusChange {
  feature: Feature;
  year: number;
  code: number;
}

/** A place to fly to. */
interface Aim {
  centre: L.LatLng;
  zoom: number;
}

/** One text by which a feature can be found. */
interface Form {
  text: string;
  language: string;
  id: boolean;
  feature: Feature;
  rank: number;
  parts: NamePart[];
}

/** A name, or a part of it that is one in its own right. */
interface NamePart {
  words: string[];
  whole: string;
  aside?: boolean;
}

/** How a word was found: the letters that differ, and as what it was read. */
interface Match {
  edits: number;
  as: string;
}

interface Hit {
  feature: Feature;
  form: Form;
  edits: number;
  needles: string[];
  fit: number;
  rest: number;
  matches?: Match[];
  held?: number;
}

type Index = Map<string, any[]>;

/* ---- articles: what `article/article.py` builds ---- */

/** First and last year, code, what it is in words, since when in words, number of its row in the story. */
type Run = [number, number, number, string, string, (number | null)?];

interface ArticleRow {
  dates: string;
  code: number;
  words: string;
  seen?: string;
  note?: string;
  marks?: number[];
}

interface ArticleValue {
  text: string;
  /** Whether the atlas goes by it. */
  followed?: boolean;
  marks?: number[];
  says?: string;
}

interface ArticleBar {
  /** Years for which there is no figure; then there is nothing else. */
  gap?: string;
  when: string;
  figure: string;
  years: [number, number];
  kind: "counted" | "part" | "span" | "expected" | "contested";
  marks?: number[];
  /** Of the largest in the series, from -1 to 1. */
  share?: number;
  note?: string;
}

interface ArticleWork {
  short: string;
  title: string;
  url?: string;
  by?: string;
  kind?: string;
  language?: string;
  accessed?: string;
  unseen?: boolean;
}

interface ArticleClaim {
  says: string;
  differs?: boolean;
  where?: string;
  verdict?: string;
  note?: string;
}

interface ArticleLink {
  id: string;
  name: string;
  kind?: string;
  far?: string;
}

/** What is read about a feature, in one language. What it does not have is left out; numbers of works are from 1. */
interface ArticleData {
  id: string;
  language: string;
  kind: string;
  countries?: string[];
  name: string;
  /** Code and name of the language, and the name in it. */
  names?: [string, string, string][];
  also?: string[];
  lead: string;
  runs?: Run[];
  rows?: ArticleRow[];
  note?: string;
  known?: { text: string; more?: string; marks?: number[] }[];
  differ?: {
    contests: { label: string; values: ArticleValue[]; folded: ArticleValue[] }[];
    others: { marks: number[]; says: string }[];
    text?: string | null;
  };
  facts?: { label: string; values: [string, string][]; marks: number[] }[];
  series?: { title: string; unit: string; rows: ArticleBar[]; below?: boolean }[];
  /** What the works say, by their numbers. */
  claims?: Record<string, ArticleClaim[]>;
  works: ArticleWork[];
  corridors?: { id: string; name: string; where: string; next: (ArticleLink & { words: string })[] }[];
  groups?: { title: string; members: ArticleLink[] }[];
  /** Whether a way can begin or end there. */
  place?: boolean;
  /** Only what the map itself knows, until the article is there. */
  brief?: boolean;
}

/** What the page of an article is drawn with. */
interface ArticleTools {
  data: ArticleData;
  atlas: Atlas;
  /** Open the list of works at one of them. */
  cite(number: number): void;
}

/** A figure of a source computed again, as `article/computed.py` tells it; ways are numbers of legs. */
interface FigureData {
  id: string;
  claim: string;
  /** What is claimed and what was found instead, in short; empty where no figure decides. */
  claimed: string;
  computed: string;
  verdict: string;
  conclusion: string;
  /** What was asked, and the figure. */
  results: [string, string][];
  method: string;
  inputs: string;
  work: any | null;
  locator: string;
  ways: number[];
  /** What they are compared with. */
  before: number[];
}

/** What is asked of the network or of a corridor from an article: ids, one of them. */
interface Asked {
  origin?: string;
  destination?: string;
  reach?: string;
}

/** A part of an article that is open. */
interface ArticlePart {
  update?(state: State): void;
}
