import { expect, it } from 'vitest';
import { checkConfiguration, type ServeFlags } from './configuration.js';

const GOOD: ServeFlags = {
  port: '8080',
  host: 'localhost',
  issuer: 'Example Vendor',
  data: 'ledger',
  demo: true,
};

it('takes what can be started', () => {
  expect(checkConfiguration(GOOD)).toEqual({
    port: 8080,
    baseUrl: 'http://localhost:8080',
    trustProxy: false,
    allowedOrigins: [],
  });
});

it('reads what a variable can hold: several origins, and a no', () => {
  const allowedOrigin = ['https://a.example https://b.example, https://c.example'];
  expect(checkConfiguration({ ...GOOD, trustProxy: 'false', allowedOrigin })).toMatchObject({
    trustProxy: false,
    allowedOrigins: ['https://a.example', 'https://b.example', 'https://c.example'],
  });
  expect(checkConfiguration({ ...GOOD, trustProxy: 'true' }).trustProxy).toBe(true);
  expect(() => checkConfiguration({ ...GOOD, trustProxy: '1' })).toThrow('--trust-proxy');
});

it('names every mistake at once', () => {
  const bad: ServeFlags = {
    port: '80a',
    host: 'localhost',
    data: 'ledger',
    issuer: 'x'.repeat(201),
    baseUrl: 'licenses.example.com',
    allowedOrigin: ['https://portal.example/page'],
    passphraseFile: '/no/such/file',
    oidcIssuer: 'https://id.example.com',
  };
  const mistakes = [
    '--port',
    '--base-url',
    '--issuer',
    '--allowed-origin',
    '--key is',
    '--passphrase-file',
    '--oidc-',
  ];
  const said = () => checkConfiguration(bad);
  for (const mistake of mistakes) expect(said).toThrow(mistake);
});
