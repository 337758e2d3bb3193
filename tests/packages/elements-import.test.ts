import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const elements = path.join(import.meta.dirname, '../../packages/elements');

/** Runs a module in a Node process of its own, where nothing was loaded before, and reads the JSON that it prints. */
function run(code: string): unknown {
  const args = ['--input-type=module', '--eval', code];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: elements, encoding: 'utf8' }));
}

/** Notes what our files use of a page. Lit looks too, and copes. */
const TRAPS = `
  const touched = [];
  for (const name of ['window', 'document', 'navigator', 'localStorage', 'MutationObserver', 'getSelection']) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        if (new Error().stack.includes('/elements/dist/')) touched.push(name);
        return undefined;
      },
    });
  }`;

describe('@latchkey/elements on a server', () => {
  it('is imported without touching a page, and registers nothing', () => {
    const found = run(`${TRAPS}
      const names = Object.keys(await import('@latchkey/elements'));
      const registered = globalThis.customElements?.get('latchkey-machine-id') !== undefined;
      console.log(JSON.stringify({ touched, registered, names }));`);
    expect(found).toMatchObject({ touched: [], registered: false });
    expect((found as { names: string[] }).names).toContain('LatchkeyActivationDialog');
  });

  it('registers by its other entries, for a server that renders; twice does no harm', () => {
    const found = run(`${TRAPS}
      await import('@latchkey/elements/define/activation-dialog');
      await import('@latchkey/elements/define/machine-id');
      const registered = ['machine-id', 'activation', 'activation-dialog'].map(
        (name) => globalThis.customElements.get('latchkey-' + name)?.name,
      );
      console.log(JSON.stringify({ touched, registered }));`);
    expect(found).toEqual({
      touched: [],
      registered: ['LatchkeyMachineId', 'LatchkeyActivation', 'LatchkeyActivationDialog'],
    });
  });

  it('stands in a page that React renders there: the tag, its attributes, and nothing that only a browser has', () => {
    const found = run(`${TRAPS}
      await import('@latchkey/elements/define/activation-dialog');
      const { createElement } = await import('react');
      const { renderToString } = await import('react-dom/server');
      const tree = createElement('main', {},
        createElement('latchkey-activation', { 'heading-level': 3, backend: {}, 'onlatchkey-activated': () => {} }),
        createElement('latchkey-activation-dialog', { open: true, lang: 'de' }),
      );
      console.log(JSON.stringify({ touched, html: renderToString(tree) }));`);
    expect(found).toEqual({
      touched: [],
      html:
        '<main><latchkey-activation heading-level="3"></latchkey-activation>' +
        '<latchkey-activation-dialog open="" lang="de"></latchkey-activation-dialog></main>',
    });
  });

  it('stands in a page that Vue renders there, in the same way', () => {
    const found = run(`${TRAPS}
      await import('@latchkey/elements/define/activation-dialog');
      const { createSSRApp } = await import('vue');
      const { renderToString } = await import('vue/server-renderer');
      const app = createSSRApp({
        data: () => ({ backend: {} }),
        template: '<main><latchkey-activation heading-level="3" .backend="backend" @latchkey-activated="() => {}">' +
          '</latchkey-activation><latchkey-activation-dialog open lang="de"></latchkey-activation-dialog></main>',
      });
      app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('latchkey-');
      console.log(JSON.stringify({ touched, html: await renderToString(app) }));`);
    expect(found).toEqual({
      touched: [],
      html:
        '<main><latchkey-activation heading-level="3"></latchkey-activation>' +
        '<latchkey-activation-dialog open lang="de"></latchkey-activation-dialog></main>',
    });
  });
});
