import { createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  encodeLicense,
  encodeRequest,
  licenseFileName,
  machineIdFromDevice,
  machineIdFromOs,
  MAX_JSON_DEPTH,
  MAX_TIME,
  MAX_TOKEN_BYTES,
  readLicenseClaims,
  REASONS,
  successorFileName,
  type LicenseClaims,
  type RequestClaims,
} from '@latchkey/core';
import { KeySet, verifyLicense, verifyRequest } from '@latchkey/crypto';
import { bech32m } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { ACCOUNT, DEVICE, DEVICE_MACHINE, JKT, MACHINE, OS_ID, PRODUCT } from '../vectors/facts.js';
import { partsOf } from '../vectors/token.js';
import { loadCorpus, normalize } from './corpus.js';

/** docs/license-format.md says what the code does: what it shows holds, and what it lists is complete. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const spec = read('docs/license-format.md');

/** The text below a heading, up to the next one of the same or a higher level. */
function section(title: string): string {
  const start = new RegExp(`^(#+) ${title}$`, 'm').exec(spec);
  if (!start) throw new Error(`The specification has no section ${title}`);
  const rest = spec.slice(start.index + start[0].length);
  const end = new RegExp(`^#{1,${String(start[1]).length}} `, 'm').exec(rest);
  return end ? rest.slice(0, end.index) : rest;
}

/** The code blocks of a section that are in this language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , body]) => String(body));
}

/** The rows of the first table of a text, without its head, as cells without backticks. */
function rows(text: string): string[][] {
  const [table = ''] = text.slice(text.indexOf('|')).split('\n\n');
  const lines = table.trim().split('\n').slice(2);
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

const example = section('An example');
const [header, payload, jwks] = blocks(example, 'json').map((block) => JSON.parse(block) as object);
const token = normalize(Buffer.from(blocks(example, 'license').join()));
const claims = payload as LicenseClaims;

describe('the example', () => {
  it('is a license that verifies with the key set beside it, folded as it is', () => {
    const question = { product: claims.aud, machineId: claims.sub, now: claims.iat };
    const verdict = verifyLicense(blocks(example, 'license').join(), {
      ...question,
      keys: KeySet.fromJwks(jwks),
    });
    expect(verdict).toMatchObject({ ok: true, license: claims });
  });

  it('is taken from the corpus', () => {
    const vector = loadCorpus().vectors.find(({ file }) => example.includes(`\`${file}\``));
    expect(vector?.expected).toBe('ok');
    expect(normalize(vector?.bytes as Uint8Array)).toBe(token);
  });

  it('is shown with its own header, payload, machine ID and file name', () => {
    const [head, body] = partsOf(token).map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.stringify(header)).toBe(head);
    expect(JSON.stringify(payload)).toBe(body);
    expect(normalize(Buffer.from(blocks(example, 'text').join()))).toBe(claims.sub);
    expect(example).toContain(`\`${licenseFileName(claims)}\``);
  });
});

describe('the machine IDs', () => {
  const [values = ''] = blocks(section('Machine ID'), 'text');
  const valueOf = (name: string) => new RegExp(`^${name} +(\\S+)$`, 'm').exec(values)?.[1];

  it('are those that core derives', () => {
    expect(valueOf('OS machine ID')).toBe(OS_ID);
    expect(valueOf('account')).toBe(ACCOUNT);
    expect(valueOf('machine ID, os')).toBe(
      machineIdFromOs({ osId: OS_ID, product: PRODUCT, account: ACCOUNT }),
    );
    expect(valueOf('device key')).toBe(Buffer.from(DEVICE.publicKey).toString('base64url'));
    expect(valueOf('thumbprint')).toBe(JKT);
    expect(valueOf('machine ID, device')).toBe(machineIdFromDevice({ product: PRODUCT, jkt: JKT }));
  });

  it('come out of the formulas as they are written down, with other tools', () => {
    const encode = (scheme: number, digest: Uint8Array) =>
      bech32m.encode('kse', [scheme, ...bech32m.toWords(digest.subarray(0, 16))]);
    const jwk = `{"crv":"Ed25519","kty":"OKP","x":"${valueOf('device key')}"}`;
    const jkt = createHash('sha256').update(jwk).digest('base64url');
    const os = createHmac('sha256', OS_ID).update('latchkey/machine/v1\0KSE\x001000').digest();
    const device = createHash('sha256').update(`latchkey/device/v1\0KSE\0${jkt}`).digest();
    expect(jkt).toBe(valueOf('thumbprint'));
    expect(encode(0, os)).toBe(valueOf('machine ID, os'));
    expect(encode(1, device)).toBe(valueOf('machine ID, device'));
    expect(MACHINE).toHaveLength(PRODUCT.length + 34);
  });
});

describe('the claims of a license', () => {
  const table = rows(section('Claims'));
  const names = table.map(([name]) => name as keyof LicenseClaims);

  it('are the ones that encodeLicense writes, in its order', () => {
    const more = { ...claims, note: 'no claim' };
    const [, body] = Buffer.from(encodeLicense(more, 'kid')).toString().split('.') as [string, string];
    expect(Object.keys(JSON.parse(Buffer.from(body, 'base64url').toString()) as object)).toEqual(names);
  });

  it('are needed and optional as the table says', () => {
    for (const [name, needed] of table) {
      const { [name as keyof LicenseClaims]: _, ...rest } = claims;
      const verdict = readLicenseClaims(Buffer.from(JSON.stringify(rest)));
      expect(verdict.ok, name).toBe(needed === 'optional');
    }
  });

  it('leave out the reserved ones, which are refused', () => {
    const reserved = rows(section('Claims').slice(section('Claims').indexOf('| reserved')));
    expect(reserved.map(([name]) => name)).toEqual(['hw', 'status']);
    for (const [name] of reserved) {
      const verdict = readLicenseClaims(Buffer.from(JSON.stringify({ ...claims, [name as string]: null })));
      expect(verdict, name).toMatchObject({ ok: false, reason: 'unsupported' });
    }
  });
});

describe('the activation request', () => {
  const text = section('Activation request');
  const request = blocks(text, 'request').join();

  it('verifies', () => {
    expect(verifyRequest(request, { product: PRODUCT })).toMatchObject({
      ok: true,
      jkt: JKT,
      request: { sub: DEVICE_MACHINE },
    });
  });

  it('has the claims that encodeRequest writes', () => {
    const all: Required<Omit<RequestClaims, 'cnf'>> = {
      sub: DEVICE_MACHINE,
      aud: PRODUCT,
      iat: 1,
      nonce: 'A'.repeat(22),
      host: 'h',
      account: 'a',
      container: true,
    };
    const [, body] = Buffer.from(encodeRequest(all, DEVICE.publicKey)).toString().split('.') as [
      string,
      string,
    ];
    const written = Object.keys(JSON.parse(Buffer.from(body, 'base64url').toString()) as object);
    expect(rows(text).map(([name]) => name)).toEqual(written);
  });
});

describe('the rules', () => {
  it('give the reasons of core, in its order, in 13 steps', () => {
    const steps = [...section('Verifying').matchAll(/^(\d+)\. `([a-z-]+)`:/gm)];
    expect(steps.map(([, number]) => Number(number))).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    expect([...new Set(steps.map(([, , reason]) => reason))]).toEqual([...REASONS]);
  });

  it('name the steps by which the corpus says who refuses', () => {
    const steps = [...section('Verifying').matchAll(/^(\d+)\. `([a-z-]+)`:/gm)];
    const reasonOf = new Map(steps.map(([, number, reason]) => [Number(number), reason]));
    for (const { file, step, expected } of loadCorpus().vectors) {
      if (step > 0) expect(reasonOf.get(step), file).toBe(expected);
    }
  });

  it('have the limits of core', () => {
    expect(section('License file')).toContain(`at most ${MAX_TOKEN_BYTES} bytes`);
    expect(section('Strict JSON')).toContain(`nested deeper than ${MAX_JSON_DEPTH}`);
    expect(section('Conventions')).toContain(`from 0 to ${MAX_TIME}`);
    const successor = { ...claims, nbf: claims.exp };
    expect(section('Duties of a writer')).toContain(`\`${successorFileName(successor)}\``);
  });
});

describe('the pages under docs', () => {
  const pages = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);

  it.each(pages)('%s names no file that does not exist', (page) => {
    const text = read(page);
    const linked = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, to]) => String(to));
    const local = linked.filter((to) => !/^[a-z]+:/.test(to));
    for (const to of local) expect(existsSync(path.join(root, path.dirname(page), to)), to).toBe(true);
    const named = [...text.matchAll(/`((?:packages|apps|tests|docs)\/[\w./-]+)`/g)].map(([, to]) =>
      String(to),
    );
    for (const file of named) expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});
