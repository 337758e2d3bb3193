declare module 'virtual:manifest' {
  /** By tag. */
  const manifest: Readonly<Record<string, import('./site/manifest.js').ElementApi>>;
  export default manifest;
}
declare module '*.css';
