import { z } from 'zod';
import { count, id } from '../fields.js';
import { named } from '../named.js';
import { problemCode } from './problem.js';

/** Most characters of a table. */
const MAX_CSV_LENGTH = 2_000_000;

const row = z.object({
  line: count.meta({ description: 'Line of the table, from 1 on.' }),
  outcome: z
    .enum(['create', 'created', 'existing', 'refused'])
    .meta({ description: '`create` in a dry run; `existing` for a machine that has one already.' }),
  machineId: z.string().exactOptional(),
  id: id.meta({ description: 'The offline license that was created, or is there.' }).exactOptional(),
  problem: z.object({ code: problemCode, detail: z.string() }).exactOptional(),
});

export const importReport = named(
  'ImportReport',
  'What became of each row of a table, or would. `issued` is false for a dry run.',
  z.object({
    rows: z.array(row).readonly(),
    create: count.meta({ description: 'What a confirmation repeats.' }),
    existing: count,
    refused: count,
    issued: z.boolean(),
  }),
);

export const importOfflineLicenses = z.strictObject({
  licenseId: id.meta({ description: 'The license of rows that name none.' }).exactOptional(),
  csv: z.string().max(MAX_CSV_LENGTH).meta({
    description: 'A table with the columns `machine_id`, and `license` and `assignee` where there are such.',
  }),
  confirmation: count
    .meta({
      description:
        'How many licenses the dry run said it would create. Without it nothing is issued: that is the dry run.',
    })
    .exactOptional(),
});
