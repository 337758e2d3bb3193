import { BROWSER_REFERENCE, REFERENCE, type Report, type Row, type Section } from './report.js';

/** A number that the project promises. */
export interface Gate {
  readonly title: string;
  readonly measured: number | undefined;
  readonly limit: number;
  /** Whether the limit is the least or the most that is allowed. */
  readonly bound: 'least' | 'most';
}

interface Place {
  readonly host?: string;
  readonly section?: Section;
  readonly contender: string;
  readonly n: number;
  readonly against?: string;
}

/** In the build that a user gets who asks for none. */
const IN_BROWSER = { section: 'browser', contender: 'verify', n: 8192, against: BROWSER_REFERENCE } as const;

/** What is promised, as ratios to what runs in turn with it; on Node 24 where no host is named. */
const RATIOS: readonly (readonly [least: number, place: Place])[] = [
  [18, { contender: 'fma, w = 12', n: 65536 }],
  [18, { contender: 'fma, w = 12', n: 8192 }],
  [17, { contender: 'fma, w = 12', n: 1024 }],
  [14, { contender: 'fma, w = 12', n: 64 }],
  [3, { contender: 'fma, w = 12', n: 1 }],
  [20, { contender: 'fma, w = 12, buffer filled', n: 8192 }],
  [13, { contender: 'fma, w = 8', n: 8192 }],
  [10, { contender: 'plain, w = 12', n: 8192 }],
  [6.5, { host: 'Node 20', contender: 'plain, w = 12', n: 8192 }],
  [13, { host: 'Node 20, relaxed SIMD', contender: 'fma, w = 12', n: 8192 }],
  [11, { section: 'tokens', contender: 'verifyTokens', n: 8192 }],
  [18, { section: 'tokens', contender: 'verifyTokens', n: 8192, against: 'jose.jwtVerify' }],
  [0.9, { section: 'bad', contender: '1 % bad', n: 8192, against: 'none bad' }],
  [0.9, { section: 'bad', contender: '50 % bad', n: 8192, against: 'none bad' }],
  [0.9, { section: 'bad', contender: '100 % bad', n: 8192, against: 'none bad' }],
  [0.5, { section: 'bad', contender: 'all S ≥ 2^252', n: 8192, against: 'none bad' }],
  [1, { section: 'cold', contender: 'engine, w = 8', n: 1024 }],
  [1.5, { section: 'hashing', contender: 'engine SHA-256', n: 4096, against: 'hash-wasm SHA-256' }],
  [2, { section: 'hashing', contender: 'machineIds', n: 8192, against: 'crypto.createHmac' }],
  [12, { host: 'Chromium', ...IN_BROWSER }],
  [12, { host: 'Firefox', ...IN_BROWSER }],
];
const MOST_BYTES = 90_000;
const MOST_BROTLI = 30_000;

/** Every promise, with what the run says about it. */
export function readGates(report: Report): Gate[] {
  // A quick run leaves out the largest batches.
  const asked = RATIOS.filter(([, { n }]) => !report.quick || n < 65536);
  const ratios = asked.map(([limit, place]): Gate => {
    const { host = 'Node 24', section = 'signatures', contender, n, against = REFERENCE } = place;
    const title = `${host}, ${section}: ${contender}, n = ${n}, to ${against}`;
    return { title, measured: findRow(report, place)?.ratio.median, limit, bound: 'least' };
  });
  const sizes = report.sizes.flatMap(({ build, bytes, brotli }): Gate[] => [
    { title: `bytes of the build ${build}`, measured: bytes, limit: MOST_BYTES, bound: 'most' },
    { title: `the same after brotli`, measured: brotli, limit: MOST_BROTLI, bound: 'most' },
  ]);
  return [...ratios, ...sizes];
}

/** What was not measured does not hold: a promise that nobody looked at is none. */
export function holds({ measured, limit, bound }: Gate): boolean {
  if (measured === undefined) return false;
  return bound === 'least' ? measured >= limit : measured <= limit;
}

function findRow(report: Report, place: Place): Row | undefined {
  const { host = 'Node 24', section = 'signatures', contender, n, against = REFERENCE } = place;
  const rows = report.hosts.find(({ name }) => name === host)?.sections[section]?.rows ?? [];
  return rows.find((row) => row.contender === contender && row.n === n && row.against === against);
}
