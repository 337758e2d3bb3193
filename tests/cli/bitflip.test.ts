import { afterAll, expect, it } from 'vitest';
import { Workshop } from './workshop.js';

// Every flip of every bit goes through the library in tests/conformance; here a sample goes through the command.
const shop = new Workshop();
afterAll(() => shop.dispose());

it('refuses 50 single-bit flips of a license', () => {
  const bytes = Buffer.from(shop.read(shop.license()));
  const step = Math.floor((bytes.length * 8) / 50);
  const files = Array.from({ length: 50 }, (_, i) => {
    const flipped = Buffer.from(bytes);
    const bit = i * step;
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    return shop.write(`flip-${i}.lic`, flipped);
  });
  const { stdout } = shop.expect(1, 'verify', '--keys', 'keys.json', '--product', 'KSE', '--json', ...files);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { ok: boolean; reason: string });
  expect(lines).toHaveLength(50);
  const allowed = new Set(['malformed', 'unsupported', 'unknown-key', 'bad-signature']);
  expect(lines.filter(({ ok, reason }) => ok || !allowed.has(reason))).toEqual([]);
  expect(new Set(lines.map(({ reason }) => reason)).size).toBeGreaterThan(1);
});
