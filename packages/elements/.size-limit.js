/** First load, minified and compressed, without Lit: what is asked for later is not part of it. */
const later = ['qr', 'qr/*', '*/qr-code.js', '*/scan-qr-code.js', './de/*', './ja/*', './es/*', './ar/*'];
const common = {
  ignore: ['lit', 'lit/*', '@lit/*', ...later],
  modifyEsbuildConfig: (config) => ({ ...config, format: 'esm', target: 'es2022' }),
};

export default [
  { name: 'machine-id', path: 'dist/define/machine-id.js', limit: '6 kB', ...common },
  { name: 'activation', path: 'dist/define/activation-dialog.js', limit: '14 kB', ...common },
  { name: 'license-issuer', path: 'dist/define/license-issuer.js', limit: '22 kB', ...common },
];
