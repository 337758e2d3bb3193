import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { DAY, machineIdFromOs } from '@latchkey/core';
import { KeySet, type Jwks } from '@latchkey/crypto';
import { readLicenses } from '@latchkey/device';
import { latchkey } from '../support/cli.js';

interface Row {
  readonly step: string;
  readonly expected: string;
  readonly got: string;
}

const PRODUCT = 'KSE';
const ISSUE = ['--product', PRODUCT, '--org', 'acme', '--org-name', 'Acme Inc.', '--license', 'LIC-2026-17'];

/** Walks the journey in a folder of its own, prints it, and remembers what came out. */
export class Journey {
  readonly #folder: string;
  readonly #rows: Row[] = [];
  #identity: readonly string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns true where every step came out as expected */
  async run(): Promise<boolean> {
    this.#say('The vendor makes a key and publishes its public part.');
    this.#latchkey('keys', 'new', '--out', 'issuer.key.json');
    this.#write('keys.json', this.#latchkey('keys', 'public', 'issuer.key.json').stdout);

    this.#say('The User reads the machine ID of this very machine and sends it to an Admin.');
    const machineId = this.#readMachineId();

    this.#say('The Admin issues. One seat, one machine, 60 days; it cannot be undone.');
    this.#latchkey(
      'issue',
      '--key',
      'issuer.key.json',
      '--machine',
      machineId,
      ...ISSUE,
      '--assignee',
      'Ada Lovelace',
    );
    const file = `${PRODUCT}_${machineId}.lic`;

    this.#say('The User loads the file and works offline.');
    const ask = ['--keys', 'keys.json', '--product', PRODUCT, '--machine', 'this', ...this.#identity];
    this.#verify('genuine, this machine', 'in force', [...ask, file]);
    this.#latchkey('activate', '--keys', 'keys.json', '--product', PRODUCT, ...this.#identity, file);

    this.#say('Everything else is refused, each with its own reason.');
    const elsewhere = machineIdFromOs({
      osId: '0123456789abcdef0123456789abcdef',
      product: PRODUCT,
      account: '1000',
    });
    this.#verify('another machine', 'wrong-machine', ['--keys', 'keys.json', '--machine', elsewhere, file]);
    this.#verify('another product', 'wrong-product', ['--keys', 'keys.json', '--product', 'KRE', file]);
    const later = new Date(Date.now() + 61 * DAY * 1000).toISOString();
    this.#verify('61 days later', 'expired', [...ask, '--at', later, file]);
    this.#write('altered.lic', alter(this.#read(file)));
    this.#verify('one letter altered', 'bad-signature', [...ask, 'altered.lic']);
    this.#latchkey('keys', 'new', '--out', 'other.key.json');
    this.#write('other.json', this.#latchkey('keys', 'public', 'other.key.json').stdout);
    this.#verify('an unknown key', 'unknown-key', ['--keys', 'other.json', '--product', PRODUCT, file]);
    await this.#setClockBack();

    this.#say('And any JOSE library takes the same file: here jose, with nothing of Latchkey.');
    await this.#verifyWithJose(this.#read(file).trim(), machineId);
    return this.#conclude();
  }

  /** The summary table, line by line. */
  get summary(): string[] {
    const width = Math.max(...this.#rows.map(({ step }) => step.length));
    return this.#rows.map(({ step, expected, got }) => {
      const mark = expected === got ? '✓' : '✗';
      return `${mark} ${step.padEnd(width)}  ${got}${expected === got ? '' : `, expected ${expected}`}`;
    });
  }

  #readMachineId(): string {
    const id = this.#latchkey('machine-id', '--product', PRODUCT);
    if (id.status === 0) return id.stdout.trim();
    this.#say('This system has no machine ID of its own, as in a container: a device key stands in.');
    this.#identity = ['--identity', 'device'];
    return this.#latchkey('machine-id', '--product', PRODUCT, ...this.#identity).stdout.trim();
  }

  /** The command line has no switch for the clock, so this step calls the library with a clock of its own. */
  async #setClockBack(): Promise<void> {
    const now = Math.floor(Date.now() / 1000);
    const options = {
      product: PRODUCT,
      keys: KeySet.fromJwks(JSON.parse(this.#read('keys.json'))),
      home: this.#home,
      identity: this.#identity.length > 0 ? 'device' : 'os',
    } as const;
    await readLicenses({ ...options, now: () => now + 3 * DAY });
    const { verdict } = await readLicenses({ ...options, now: () => now + DAY });
    this.#note(
      'clock set back by two days',
      'clock-tampered',
      verdict ? (verdict.ok ? 'in force' : verdict.reason) : '—',
    );
  }

  async #verifyWithJose(token: string, machineId: string): Promise<void> {
    const keys = createLocalJWKSet(JSON.parse(this.#read('keys.json')) as Jwks & { keys: never[] });
    const { payload } = await jwtVerify(token, keys, {
      audience: PRODUCT,
      typ: 'license+jwt',
      algorithms: ['EdDSA'],
    });
    this.#note('jose alone', 'accepted', payload.sub === machineId ? 'accepted' : 'another machine');
  }

  #verify(step: string, expected: string, args: readonly string[]): void {
    const { status, stdout } = this.#latchkey('verify', ...args);
    // The first column of the line below the heading.
    const got = stdout.split('\n')[1]?.split(/ {2,}/)[0] ?? 'nothing';
    // The exit code has to say the same as the text.
    this.#note(
      step,
      expected,
      status === (got === 'in force' ? 0 : 1) ? got : `${got}, but exit code ${status}`,
    );
  }

  #latchkey(...args: string[]): { status: number | null; stdout: string } {
    console.log(`\n$ latchkey ${args.map(quote).join(' ')}`);
    const outcome = latchkey(args, { cwd: this.#folder, env: { LATCHKEY_HOME: this.#home } });
    console.log(`${outcome.stdout}${outcome.stderr}`.trimEnd());
    return outcome;
  }

  #note(step: string, expected: string, got: string): void {
    this.#rows.push({ step, expected, got });
    console.log(`→ ${step}: ${got}`);
  }

  #conclude(): boolean {
    console.log(`\n${'─'.repeat(48)}\n${this.summary.join('\n')}`);
    return this.#rows.every(({ expected, got }) => expected === got);
  }

  #say(text: string): void {
    console.log(`\n# ${text}`);
  }

  get #home(): string {
    return path.join(this.#folder, 'home');
  }

  #read(name: string): string {
    return readFileSync(path.join(this.#folder, name), 'utf8');
  }

  #write(name: string, text: string): void {
    writeFileSync(path.join(this.#folder, name), text);
  }
}

/** Another letter in the middle of the payload. */
function alter(license: string): string {
  const at = Math.floor(license.length / 2);
  return license.slice(0, at) + (license[at] === 'A' ? 'B' : 'A') + license.slice(at + 1);
}

function quote(argument: string): string {
  return /^[\w./:=@-]+$/.test(argument) ? argument : `'${argument}'`;
}
