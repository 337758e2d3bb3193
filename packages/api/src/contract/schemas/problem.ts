import { PROBLEM_STATUS, type Problem } from '@latchkey/core';
import { z } from 'zod';
import { named } from '../named.js';

const CODES = Object.keys(PROBLEM_STATUS) as [Problem, ...Problem[]];

export const problemCode = named('ProblemCode', 'Every code there is.', z.enum(CODES));

export const problemDetails = named(
  'ProblemDetails',
  'Facts for programs; times are seconds since 1970, UTC.',
  z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])).readonly()]),
  ),
);

export const problem = named(
  'Problem',
  'Why a request was refused (RFC 9457). `code` is for programs; `detail` says what happened, why, and what to do next.',
  z.object({
    type: z.string().meta({ format: 'uri-reference', description: '`urn:latchkey:problem:` and the code.' }),
    title: z.string().meta({ description: 'The code in words.' }),
    status: z.int().min(400).max(599),
    code: problemCode,
    detail: z.string(),
    details: problemDetails,
    instance: z
      .string()
      .meta({ description: 'The number of the request, as the log has it.' })
      .exactOptional(),
  }),
);
