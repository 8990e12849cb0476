/** Geodesics on the ellipsoid, as far as they are used; degrees and metres. */
interface GeodesicLine {
  readonly s13: number;
  Position(s12: number, outmask?: number): { lat2?: number; lon2?: number };
}
interface PolygonArea {
  AddPoint(lat: number, lon: number): void;
  Compute(reverse: boolean, sign: boolean): { number: number; perimeter: number; area?: number };
}
interface Geodesic {
  Inverse(lat1: number, lon1: number, lat2: number, lon2: number): { s12?: number };
  InverseLine(lat1: number, lon1: number, lat2: number, lon2: number): GeodesicLine;
  Polygon(polyline?: boolean): PolygonArea;
}
declare const geodesic: { Geodesic: { WGS84: Geodesic; LATITUDE: number; LONGITUDE: number; LONG_UNROLL: number } };
export default geodesic;
