// Everything in one file, for pages without a build: `<script type="module" src="latchkey-elements.js">` registers all.
export default {
  input: 'dist/define/all.js',
  output: {
    file: 'dist/latchkey-elements.js',
    format: 'esm',
    minify: true,
    codeSplitting: false,
    banner: '/*! @latchkey/elements, Apache-2.0; with lit, BSD-3-Clause, and qr, MIT OR Apache-2.0 */',
  },
};
