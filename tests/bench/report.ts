/** The stages of a run, each in a process of its own, so that none inherits the heap of the one before. */
export const NODE_SECTIONS = ['signatures', 'bad', 'tokens', 'hashing', 'cold'] as const;
export type NodeSection = (typeof NODE_SECTIONS)[number];
export type Section = NodeSection | 'browser';

/** What nearly everything is compared with: OpenSSL through Node, its key object kept. */
export const REFERENCE = 'crypto.verify';
/** What browsers have instead. */
export const BROWSER_REFERENCE = 'WebCrypto';

/** A number of every round, summed up. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** How one contender compares to another that was run in turn with it. */
export interface Row {
  readonly contender: string;
  /** Items of one call; 1 where the contender takes no more. */
  readonly n: number;
  /** Time of one item, nanoseconds, median. */
  readonly ns: number;
  readonly against: string;
  /** Speed as a multiple of the other's. */
  readonly ratio: Spread;
}

export interface SectionResult {
  readonly rows: readonly Row[];
  /** What could not be measured, and why. */
  readonly notes: readonly string[];
}

export interface HostReport {
  readonly name: string;
  readonly version: string;
  readonly sections: Readonly<Partial<Record<Section, SectionResult>>>;
}

/** One build of the engine, in bytes. */
export interface Size {
  readonly build: string;
  readonly bytes: number;
  readonly brotli: number;
}

export interface Report {
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly command: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly os: string;
    /** The core that everything ran on; undefined where the system offers no way to choose. */
    readonly pinnedTo: number | undefined;
    /** Processes that wanted to run when the benchmark began, over one minute. */
    readonly load: number;
  };
  readonly quick: boolean;
  readonly rounds: number;
  readonly tokens: { readonly count: number; readonly characters: number; readonly signedBytes: number };
  readonly hosts: readonly HostReport[];
  /** Hosts that were left out, and why. */
  readonly missing: readonly string[];
  readonly sizes: readonly Size[];
}

/** What a worker is told. */
export interface Settings {
  readonly rounds: number;
  /** Items that each contender does before the clock counts. */
  readonly warmUp: number;
  /** Items of one turn, for those that are quick. */
  readonly slice: number;
  /** Batch sizes. */
  readonly sizes: readonly number[];
  /** The file of license tokens, one a line. */
  readonly input: string;
}
