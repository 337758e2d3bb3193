import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readBlocks } from '../support/blocks.js';
import { ROOT } from '../support/cli.js';
import { NAMED_SERVICE } from './build-host.js';

/**
 * The content security policy that the guide prints, for a license service that is elsewhere.
 *
 * @param framework `vue` makes a policy of its own for trusted types
 */
export function readPolicy(framework: string, service: string): string {
  const header = readBlocks('docs/guides/embed.md').find(({ language }) => language === 'http')?.text ?? '';
  const [, policy = ''] = /^Content-Security-Policy: ([^]*)/.exec(header) ?? [];
  const guide = readFileSync(path.join(ROOT, 'docs/guides/embed.md'), 'utf8');
  const [more = ''] = /trusted-types lit-html vue/.exec(guide) ?? [];
  if (policy === '' || more === '') throw new Error('docs/guides/embed.md: expected the policies');
  const whole = policy.trim().replaceAll(/\s+/g, ' ').replaceAll(NAMED_SERVICE, service);
  return framework === 'vue' ? whole.replace('trusted-types lit-html', more) : whole;
}
