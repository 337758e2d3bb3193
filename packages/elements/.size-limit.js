/** What `import()` asks for later is not part of the first load. */
const leaveOutLater = {
  name: 'leave-out-later',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** First load, minified and compressed, without Lit, which a page has once. */
const measure = (name, limit) => ({
  name,
  path: `dist/define/${name}.js`,
  limit,
  ignore: ['lit', 'lit/*', '@lit/*'],
  modifyEsbuildConfig: (config) => ({
    ...config,
    format: 'esm',
    target: 'es2022',
    plugins: [...(config.plugins ?? []), leaveOutLater],
  }),
});

export default [
  measure('machine-id', '6 kB'),
  measure('activation-dialog', '14 kB'),
  measure('license-issuer', '22 kB'),
];
