import type { Context } from 'hono';
import { isIP, isIPv6 } from 'node:net';
import type { Env } from '../service.js';

/**
 * Who sent a request, for counting. The last entry of `X-Forwarded-For` is the one that the own proxy wrote; all before
 * it are whatever the caller says.
 */
export function readAddress(c: Context<Env>, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined;
  const isAddress = forwarded !== undefined && isIP(forwarded) !== 0;
  return networkOf(isAddress ? forwarded : (c.env.incoming?.socket.remoteAddress ?? ''));
}

/** An IPv4 address as it is; of an IPv6 address the /64 network, which is what one customer of a provider has. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = (plain.split('%', 1)[0] as string).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
