declare module '#manifest' {
  /** By tag. */
  const manifest: Readonly<Record<string, import('./site/manifest.js').ElementApi>>;
  export default manifest;
}
declare module '*.css';
/** A file as text. */
declare module '*?raw' {
  const text: string;
  export default text;
}
