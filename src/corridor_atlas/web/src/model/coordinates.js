/* A place in words: its coordinates, and lengths and areas as the reader's language writes them. */

const DIGITS = 5; // of degrees: about a metre
const MINUTES = 3; // digits of minutes: about two metres

/** Degrees of longitude between -180 and 180: a map may be moved round the world more than once.
 * @param {number} lon */
export const wrapped = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;

/** Latitude and longitude in degrees, as every other program reads them.
 * @param {Point} point */
export const decimal = ({ lat, lon }) => `${lat.toFixed(DIGITS)}, ${wrapped(lon).toFixed(DIGITS)}`;

/** The same in degrees and minutes, with the sides of the world in the reader's words.
 * @param {Point} point
 * @param {Say} text */
export function minutes({ lat, lon }, text) {
  const east = wrapped(lon);
  const [north, along] = [text(lat < 0 ? "here_south" : "here_north"), text(east < 0 ? "here_west" : "here_east")];
  return `${north.replace("{value}", angle(lat))} ${along.replace("{value}", angle(east))}`;
}

/** @param {number} degrees */
function angle(degrees) {
  const all = Math.round(Math.abs(degrees) * 60 * 10 ** MINUTES); // so that 59.9999 minutes become a degree
  const whole = Math.floor(all / (60 * 10 ** MINUTES));
  const rest = ((all - whole * 60 * 10 ** MINUTES) / 10 ** MINUTES).toFixed(MINUTES);
  return `${whole}°${rest.padStart(MINUTES + 3, "0")}′`;
}

/** Metres in words: in metres below a kilometre, else in kilometres with as many digits as can be told apart.
 * @param {number} metres
 * @param {Say} text
 * @param {string} language */
export function lengthOf(metres, text, language) {
  const near = Math.round(metres) < 1000;
  return written(near ? metres : metres / 1000, near ? "measure_m" : "measure_km", near ? 0 : undefined, { text, language });
}

/** Square metres in words, in square kilometres from a tenth of one on.
 * @param {number} metres
 * @param {Say} text
 * @param {string} language */
export function areaOf(metres, text, language) {
  const small = metres < 1e5;
  return written(small ? metres : metres / 1e6, small ? "measure_m2" : "measure_km2", small ? 0 : undefined, { text, language });
}

/**
 * @param {number} value
 * @param {string} key
 * @param {number | undefined} digits behind the point; undefined for as many as there should be
 * @param {{ text: Say, language: string }} how */
function written(value, key, digits, { text, language }) {
  const most = digits ?? (value < 10 ? 2 : value < 100 ? 1 : 0);
  return text(key).replace("{number}", value.toLocaleString(language, { maximumFractionDigits: most }));
}
