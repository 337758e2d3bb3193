import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdirSync, readdirSync, symlinkSync, truncateSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Workshop } from './workshop.js';

const shop = new Workshop();
afterAll(() => shop.dispose());
const good = shop.license();
const token = shop.read(good);

interface Line {
  file: string;
  ok: boolean;
  reason: string | null;
  error: { code: string; message: string } | null;
}

function verify(name: string, input?: string): Line & { status: number | null } {
  const { status, stdout } = shop.run(['verify', '--keys', 'keys.json', '--json', name], {
    input: input ?? '',
  });
  return { status, ...(JSON.parse(stdout) as Line) };
}

describe('verify answers every content', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['0 bytes', '', 'malformed'],
    ['8 KiB + 1', token.trim().padEnd(8193), 'too-large'],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(token, 'utf16le')]), 'malformed'],
    ['half a surrogate pair, as text', `${token.trim()}\ud800`, 'malformed'],
    ['deep nesting', `${'['.repeat(4000)}${']'.repeat(4000)}`, 'malformed'],
    [
      'deep nesting in the header',
      `${Buffer.from('['.repeat(2000)).toString('base64url')}.e30.AA`,
      'malformed',
    ],
    [
      '__proto__',
      `${Buffer.from('{"__proto__":{"alg":"EdDSA"}}').toString('base64url')}.e30.AA`,
      'malformed',
    ],
    ['a binary', Buffer.from(Array.from({ length: 256 }, (_, i) => i)), 'malformed'],
  ])('%s', (name, content, reason) => {
    shop.write('input.lic', content);
    expect(verify('input.lic'), name).toMatchObject({ ok: false, reason, status: 1 });
  });

  it('accepts the copy that a mail program wrapped', () => {
    const wrapped = `\ufeff${token.trim().replace(/.{64}/g, '$&\r\n')}\r\n`;
    expect(verify(shop.write('mail.lic', wrapped))).toMatchObject({ ok: true, status: 0 });
    expect(verify('-', wrapped)).toMatchObject({ file: '-', ok: true, status: 0 });
  });

  it('stops reading standard input where it is too much', () => {
    expect(verify('-', 'x'.repeat(1 << 22))).toMatchObject({ reason: 'too-large', status: 1 });
  });
});

describe('verify answers every kind of file', () => {
  it('2 GiB sparse', () => {
    shop.write('sparse.lic', '');
    truncateSync(shop.path('sparse.lic'), 2 ** 31);
    expect(verify('sparse.lic')).toMatchObject({ reason: 'too-large', status: 1 });
  });

  it('a folder without licenses', () => {
    mkdirSync(shop.path('empty-folder'));
    expect(verify('empty-folder')).toMatchObject({ error: { code: 'file-not-found' }, status: 2 });
  });

  it('a folder that is named like a license', () => {
    mkdirSync(shop.path('folder/folder.lic'), { recursive: true });
    expect(verify('folder')).toMatchObject({ error: { code: 'file-not-regular' }, status: 2 });
  });

  it('a FIFO, without waiting for it', () => {
    execFileSync('mkfifo', [shop.path('fifo.lic')]);
    expect(verify('fifo.lic')).toMatchObject({ error: { code: 'file-not-regular' }, status: 2 });
  });

  it('a socket', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(shop.path('socket.lic'), done));
    expect(verify('socket.lic')).toMatchObject({ ok: false, status: 2 });
    server.close();
  });

  it.each([
    ['dangling.lic', 'nowhere', 'file-not-found'],
    ['loop.lic', 'loop.lic', 'file-unreadable'],
  ])('a link: %s', (name, target, code) => {
    symlinkSync(target, shop.path(name));
    expect(verify(name)).toMatchObject({ error: { code }, status: 2 });
  });

  it('nothing at all', () => {
    expect(verify('missing.lic')).toMatchObject({ error: { code: 'file-not-found' }, status: 2 });
  });

  it('a link to a license, which is as good as the license', () => {
    symlinkSync(good, shop.path('link.lic'));
    expect(verify('link.lic')).toMatchObject({ ok: true, status: 0 });
  });
});

describe('exit codes', () => {
  it('2 outranks 1, and every file still gets its answer', () => {
    shop.write('broken.lic', 'broken');
    const args = ['verify', '--keys', 'keys.json', 'broken.lic', good, 'missing.lic'];
    const table = shop.expect(2, ...args).stdout;
    expect(table).toMatch(/malformed +broken\.lic/);
    expect(table).toMatch(/in force +KSE_/);
    expect(table).toMatch(/not read +missing\.lic/);
    expect(table).toMatch(/3 files: 1 in force, 2 not/);
  });

  it('verifies a folder file by file, in order', () => {
    mkdirSync(shop.path('fleet'));
    for (const name of ['b', 'a', 'c']) shop.write(`fleet/${name}.lic`, token);
    shop.write('fleet/notes.txt', 'no license');
    const { stdout } = shop.expect(0, 'verify', '--keys', 'keys.json', '--json', 'fleet');
    const files = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as Line).file);
    expect(files).toEqual(['fleet/a.lic', 'fleet/b.lic', 'fleet/c.lic']);
  });

  it.each([
    ['no arguments', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['verify', '--keys', 'keys.json', '--nonsense', good]],
    ['a missing option', ['verify', good]],
    ['a product code that is none', ['verify', '--keys', 'keys.json', '--product', 'kse', good]],
    ['a time that is none', ['verify', '--keys', 'keys.json', '--at', 'yesterday', good]],
    ['a time without zone', ['verify', '--keys', 'keys.json', '--at', '2027-01-01T00:00:00', good]],
    ['a key set that is none', ['verify', '--keys', good, good]],
    ['a key set that is missing', ['verify', '--keys', 'no.json', good]],
    ['this machine without product', ['verify', '--keys', 'keys.json', '--machine', 'this', good]],
    [
      'both --days and --until',
      [...shop.issue, '--machine', shop.machineId, '--days', '1', '--until', '2099-01-01'],
    ],
    ['a day that does not exist', [...shop.issue, '--machine', shop.machineId, '--until', '2099-02-30']],
    ['a term that is over', [...shop.issue, '--machine', shop.machineId, '--until', '2020-01-01']],
    ['0 days', [...shop.issue, '--machine', shop.machineId, '--days', '0']],
    ['no machine', shop.issue],
    ['a name that is too long', [...shop.issue, '--machine', shop.machineId, '--assignee', 'x'.repeat(121)]],
    ['a request that is none', [...shop.issue, '--request', good]],
  ])('2 and a sentence for %s; nothing is written', (_, args) => {
    const before = readdirSync(shop.folder).toSorted();
    const { status, stderr, stdout } = shop.run(args);
    expect(status).toBe(2);
    expect(stderr.length).toBeGreaterThan(20);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe('');
    expect(readdirSync(shop.folder).toSorted()).toEqual(before);
  });

  it.each([
    [],
    ['keys'],
    ['keys', 'new'],
    ['machine-id'],
    ['request'],
    ['issue'],
    ['inspect'],
    ['verify'],
    ['activate'],
    ['status'],
    ['completion'],
  ])('%s %s --help shows an example', (...words) => {
    const { stdout } = shop.expect(0, ...words.filter(Boolean), '--help');
    expect(stdout).toMatch(words.join() === 'keys' ? /Commands:/ : /Examples?:\n +\$ /);
  });

  it('judges at another time', () => {
    const at = (time: string) =>
      shop.run(['verify', '--keys', 'keys.json', '--json', '--at', time, good]).stdout;
    expect(JSON.parse(at('2020-01-01'))).toMatchObject({ reason: 'not-yet-valid' });
    expect(JSON.parse(at('9999-12-31T23:59:59Z'))).toMatchObject({ reason: 'expired' });
    expect(JSON.parse(at('999999999999'))).toMatchObject({ reason: 'expired' });
  });
});

describe('inspect', () => {
  it('says that nothing was verified, and shows what the file says', () => {
    const { stdout } = shop.expect(0, 'inspect', good);
    expect(stdout).toMatch(/^NOT VERIFIED/);
    expect(stdout).toMatch(new RegExp(`sub +${shop.machineId}`));
  });

  it('shows a request, and refuses what is neither', () => {
    shop.expect(0, 'request', '--product', 'KSE', '--identity', 'device', '--out', 'inspected.req');
    expect(shop.expect(0, 'inspect', 'inspected.req').stdout).toMatch(/kind +license-request\+jwt/);
    expect(shop.expect(1, 'inspect', shop.write('junk', 'junk')).stdout).toMatch(/malformed/);
  });

  it('keeps terminal tricks in names from the terminal', () => {
    const file = shop.license('--org-name', 'Acme \u202egnp.exe', '--out', 'tricks');
    const { stdout } = shop.expect(0, 'inspect', file);
    expect(stdout).not.toContain('\u202e');
    expect(shop.expect(0, 'verify', '--keys', 'keys.json', file).stdout).not.toContain('\u202e');
  });
});

describe('completion', () => {
  it('completes commands and options in bash', () => {
    shop.write('completion.sh', shop.expect(0, 'completion', 'bash').stdout);
    const complete = (words: string) =>
      execFileSync(
        'bash',
        [
          '-c',
          `source ${shop.path('completion.sh')}; COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _latchkey; echo "\${COMPREPLY[@]}"`,
        ],
        { encoding: 'utf8' },
      ).trim();
    expect(complete('latchkey mach')).toBe('machine-id');
    expect(complete('latchkey keys pub')).toBe('public');
    expect(complete('latchkey issue --ren')).toBe('--renews');
  });
});
