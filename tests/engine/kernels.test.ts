import { rmSync } from 'node:fs';
import path from 'node:path';
import { fma } from '../../assembly/generate/field-fma.js';
import { plain } from '../../assembly/generate/field-plain.js';
import type { Bounds } from '../../assembly/generate/kernel.js';
import { UNIT } from '../../assembly/generate/lanes.js';
import { buildCopy } from './build.js';
import { BUILDS } from './host.js';
import { testEquation } from './kernels/equation.js';
import { testField } from './kernels/field.js';
import { ENTRY, Kernels } from './kernels/kernels.js';
import { testPoints } from './kernels/points.js';
import { testScalars } from './kernels/scalars.js';

// One build for all: it takes some seconds. Once the modules are compiled, the files can go.
const folder = await buildCopy(ENTRY);
const numbers = (bounds: Bounds) =>
  bounds.map(({ lo, hi, grain }) => ({ lo: Number(lo >> UNIT), hi: Number(hi >> UNIT), grain }));

for (const build of BUILDS) {
  const kernels = new Kernels(build, path.join(folder, 'assembly/dist'));
  const field = build.startsWith('fma') ? fma : plain;
  testField(build, kernels, { ...field, tight: numbers(field.tight), loose: numbers(field.loose) });
  testScalars(build, kernels);
  testPoints(build, kernels);
  testEquation(build, kernels);
}
rmSync(folder, { recursive: true });
