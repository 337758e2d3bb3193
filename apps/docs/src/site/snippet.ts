import type { Choice } from './choice.js';
import type { ElementPage } from '../states/element-page.js';

/** HTML that shows an element as it is shown now, to be pasted into a page. */
export function snippet({ tag, script }: ElementPage, { lang, theme, density }: Choice): string {
  const attributes = lang === 'en' ? '' : ` lang="${lang}"`;
  const rules = [
    ...(theme === 'system' ? [] : [`color-scheme: ${theme};`]),
    ...(density === 'compact' ? ['--latchkey-space: 3px;', '--latchkey-control-size: 32px;'] : []),
  ];
  const style = rules.length === 0 ? [] : ['<style>', `  ${tag} { ${rules.join(' ')} }`, '</style>'];
  const code = script
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`));
  return [`<${tag}${attributes}></${tag}>`, ...style, '<script type="module">', ...code, '</script>'].join(
    '\n',
  );
}
