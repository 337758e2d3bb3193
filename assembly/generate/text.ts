/** 0 to n − 1. */
export function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** An integer as AssemblyScript writes it. */
export function hex(x: bigint): string {
  return `0x${x.toString(16)}`;
}
