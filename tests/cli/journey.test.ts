import { existsSync, readdirSync, statSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Workshop } from './workshop.js';

const shop = new Workshop();
afterAll(() => shop.dispose());
const ask = ['--keys', 'keys.json', '--product', 'KSE', '--machine', 'this', '--identity', 'device'];

describe('one license through the command line', () => {
  it('is issued under the name of its machine, and verifies on it', () => {
    const file = shop.license();
    expect(file).toBe(`KSE_${shop.machineId}.lic`);
    const { stdout, stderr } = shop.expect(0, 'verify', ...ask, file);
    expect(stdout).toMatch(/in force +KSE_/);
    expect(stderr).toMatch(/Not checked: this machine's clock and device key/);
  });

  it('uses the ID that the operating system has, where it has one', () => {
    const id = shop.run(['machine-id', '--product', 'KSE']);
    if (existsSync('/etc/machine-id')) expect(id.status).toBe(0);
    if (id.status !== 0) return expect(id.stderr).toMatch(/device key/);
    const file = shop.license('--machine', id.stdout.trim(), '--out', 'os');
    return shop.expect(0, 'verify', '--keys', 'keys.json', '--product', 'KSE', '--machine', 'this', file);
  });

  it('is never overwritten', () => {
    const file = shop.license('--out', 'twice');
    const before = shop.read(file);
    const { stderr } = shop.expect(2, ...shop.issue, '--machine', shop.machineId, '--out', 'twice');
    expect(stderr).toMatch(/is there already and was not changed/);
    expect(shop.read(file)).toBe(before);
    expect(readdirSync(shop.path('twice'))).toHaveLength(1);
  });

  it('goes from request to activation to status, bound to the device key', () => {
    shop.expect(0, 'request', '--product', 'KSE', '--identity', 'device', '--out', 'machine.req');
    const file = shop.license(
      '--request',
      'machine.req',
      '--out',
      'bound',
      '--feature',
      'b',
      '--feature',
      'a',
    );
    const activated = shop.expect(
      0,
      'activate',
      '--keys',
      'keys.json',
      '--product',
      'KSE',
      '--identity',
      'device',
      file,
    );
    expect(activated.stdout).toMatch(/In force until .* \(60 days left\)/);
    const { stdout } = shop.expect(0, 'status', '--product', 'KSE', '--identity', 'device');
    expect(stdout).toMatch(/features +a, b/);
  });

  it('refuses an activation with the reason, and stores nothing', () => {
    const other = new Workshop();
    const file = shop.write('foreign.lic', other.read(other.license()));
    other.dispose();
    const refused = shop.expect(
      1,
      'activate',
      '--keys',
      'keys.json',
      '--product',
      'KSE',
      '--identity',
      'device',
      file,
    );
    expect(refused.stdout).toMatch(/^unknown-key: This license was signed by a key this app does not know/);
  });

  it('says what to do where nothing is stored', () => {
    const home = { LATCHKEY_HOME: shop.path('empty') };
    const status = shop.run(['status', '--keys', 'keys.json', '--product', 'KSE', '--identity', 'device'], {
      env: home,
    });
    expect(status.status).toBe(1);
    expect(status.stdout).toMatch(/Needs a license\n.*latchkey activate/);
  });

  it('renews in the last 14 days, beside the predecessor, without a gap', () => {
    const old = shop.license('--days', '10', '--out', 'renew');
    const { stdout } = shop.expect(
      0,
      ...shop.issue,
      '--machine',
      shop.machineId,
      '--renews',
      old,
      '--out',
      'renew',
    );
    const next = /^Wrote (.+)$/m.exec(stdout)?.[1] as string;
    expect(next).toMatch(/^renew\/KSE_kse1[a-z0-9]{33}_\d{4}-\d\d-\d\d\.lic$/);
    const [before, after] = [old, next].map((file) => {
      const line = shop.run(['verify', '--keys', 'keys.json', '--json', file]).stdout;
      return JSON.parse(line) as { nbf: number; exp: number; reason: string | null };
    });
    expect(after?.nbf).toBe(before?.exp);
    expect(after?.exp).toBe((before?.exp ?? 0) + 60 * 86_400);
    expect(after?.reason).toBe('not-yet-valid');
  });

  it.each([
    [['--days', '60'], /last 14 days/],
    [['--days', '10', '--org', 'other'], /another organization/],
  ])('refuses to renew a license made with %j', (made, why) => {
    const old = shop.license(...made, '--out', `no-renewal-${made.length}`);
    const { stderr } = shop.expect(2, ...shop.issue, '--machine', shop.machineId, '--renews', old);
    expect(stderr).toMatch(why);
  });

  it('ends a license at the midnight after a date', () => {
    const file = shop.license('--until', '2099-02-28', '--out', 'until');
    const { stdout } = shop.expect(0, 'verify', '--keys', 'keys.json', '--json', file);
    expect((JSON.parse(stdout) as { exp: number }).exp).toBe(Date.parse('2099-03-01T00:00:00Z') / 1000);
  });
});

describe('keys', () => {
  it('are readable by their owner only, and never overwritten', () => {
    expect(statSync(shop.path('issuer.key.json')).mode & 0o777).toBe(0o600);
    const before = shop.read('issuer.key.json');
    shop.expect(2, 'keys', 'new', '--out', 'issuer.key.json');
    expect(shop.read('issuer.key.json')).toBe(before);
  });

  it('can be sealed, and sign with their passphrase only', () => {
    shop.write('pass.txt', 'correct horse battery staple\n');
    shop.write('wrong.txt', 'wrong horse\n');
    shop.expect(0, 'keys', 'new', '--out', 'sealed.key.json', '--passphrase-file', 'pass.txt');
    const issue = [...shop.issue, '--machine', shop.machineId, '--key', 'sealed.key.json', '--out', 'sealed'];
    expect(shop.expect(2, ...issue).stderr).toMatch(/--passphrase-file/);
    expect(shop.expect(2, ...issue, '--passphrase-file', 'wrong.txt').stderr).toMatch(/passphrase is wrong/);
    expect(existsSync(shop.path('sealed'))).toBe(false);
    shop.expect(0, ...issue, '--passphrase-file', 'pass.txt');
  });

  it('cannot be taken for a key set', () => {
    const { stderr } = shop.expect(
      2,
      'verify',
      '--keys',
      'issuer.key.json',
      shop.license('--out', 'mixed-up'),
    );
    expect(stderr).toMatch(/latchkey keys public/);
  });
});
