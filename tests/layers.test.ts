import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findForbiddenImports, readRooms, ROOMS, type Room } from './layers.js';

const root = path.dirname(import.meta.dirname);
const scratch = mkdtempSync(path.join(tmpdir(), 'latchkey-layers-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe('layers', () => {
  it('knows every workspace that exists, so that no new one goes unwatched', () => {
    expect(readRooms(root)).toEqual(Object.keys(ROOMS).toSorted());
  });

  it.each(Object.keys(ROOMS))('%s imports only what it may', (room) => {
    const { imports, forbidden } = findForbiddenImports(path.join(root, room), ROOMS[room] as Room);
    expect(forbidden).toEqual([]);
    expect(imports).toBeGreaterThan(0);
  });

  it.each(Object.keys(ROOMS))('%s declares every package that it imports', (room) => {
    const { dependencies, optionalDependencies, devDependencies } = readManifest(room);
    // The tests are not published, and share the tools of the workspace; the engine is built once, before it is.
    const shared = room === 'tests' ? readManifest('.').devDependencies : {};
    const tools = room === 'tests' || room === 'assembly' ? { ...shared, ...devDependencies } : {};
    const declared = Object.keys({ ...dependencies, ...optionalDependencies, ...tools });
    const { packages } = findForbiddenImports(path.join(root, room), ROOMS[room] as Room);
    expect(packages.filter((name) => !declared.includes(name))).toEqual([]);
  });

  describe('can fail', () => {
    const fixture = path.join(root, 'tests/fixtures/layers');
    it.each(readdirSync(fixture))('on %s', (name) => {
      const { forbidden } = findForbiddenImports(path.join(fixture, name), ROOMS['packages/core'] as Room);
      expect(forbidden).toHaveLength(1);
    });
  });
});

function readManifest(room: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, room, 'package.json'), 'utf8')) as Manifest;
}

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}
