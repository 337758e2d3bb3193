// Apart from the code that uses WebAssembly, whose types not every user of this package has in scope.

/** The two builds of the engine: with fused multiply-add (relaxed SIMD), and with plain SIMD. */
export type EngineBuild = 'fma' | 'plain';

/** One signature to verify. */
export interface SignedMessage {
  /** What was signed, any length. */
  readonly message: Uint8Array;
  /** R ‖ S, 64 bytes. */
  readonly signature: Uint8Array;
}

/** What a machine ID of scheme `os` is made from. */
export interface MachineComponents {
  /** The OS machine ID, as the system stores it. */
  readonly osId: string;
  /** Numeric user ID or Windows SID; empty for the scope `machine`. */
  readonly account: string;
}
