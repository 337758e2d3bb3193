import { DEFAULT_DAYS, LatchkeyError, type Life, type MachineScope } from '@latchkey/core';

/** What a product's licenses may become, and how. */
export interface Policy {
  /** Days that an offline license lives, at most to the end of the paid term; `term`: to that end. */
  readonly life: number | 'term';
  /** Whether a machine ID stands for an account on a machine or for the machine. For those who show it. */
  readonly scope: MachineScope;
  /** Licenses that can be taken offline. */
  readonly types: readonly ('node-locked' | 'floating')[];
  readonly billings: readonly ('monthly' | 'yearly')[];
}

export const DEFAULT_POLICY: Policy = {
  life: DEFAULT_DAYS,
  scope: 'user',
  types: ['node-locked'],
  billings: ['yearly'],
};

/** The policy as the database keeps it. */
export function readPolicy(text: string): Policy {
  return { ...DEFAULT_POLICY, ...(JSON.parse(text) as Partial<Policy>) };
}

/** How long an offline license lives under a policy and within a paid term. */
export function lifeOf(policy: Policy, endsAt: number): Life {
  return policy.life === 'term' ? { until: endsAt } : { days: policy.life, until: endsAt };
}

/** What a license must be to be taken offline. */
export interface Eligibility {
  readonly type: 'node-locked' | 'floating';
  readonly billing: 'monthly' | 'yearly';
  readonly starts_at: number;
  readonly ends_at: number;
}

/**
 * Whether a license can be taken offline now.
 *
 * @returns the problem, or `undefined` where there is none
 */
export function findIneligibility(
  { type, billing, starts_at, ends_at }: Eligibility,
  { types, billings }: Policy,
  now: number,
): LatchkeyError | undefined {
  if (!types.includes(type) || !billings.includes(billing)) {
    return new LatchkeyError(
      'not-eligible',
      `Only ${billings.join(' or ')}, ${types.join(' or ')} licenses can be used offline; this one is ${billing} and ${type}. Choose another license.`,
      { details: { type, billing } },
    );
  }
  if (now < starts_at) {
    return new LatchkeyError(
      'term-ahead',
      'The paid term of this license has not begun yet. Wait until then.',
      {
        details: { startsAt: starts_at },
      },
    );
  }
  if (now >= ends_at) {
    return new LatchkeyError(
      'term-over',
      'The paid term of this license is over. Extend it, or choose another license.',
      {
        details: { endedAt: ends_at },
      },
    );
  }
  return undefined;
}
