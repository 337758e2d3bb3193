import { isoTime } from '@latchkey/core';
import { html, type TemplateResult } from 'lit';

/**
 * A time as the reader writes it, in the reader's zone, with UTC on hover.
 *
 * @param seconds since 1970, UTC
 * @param tag BCP 47
 */
export function moment(seconds: number, tag: string): TemplateResult {
  return momentWriter(tag, 'long')(seconds);
}

/**
 * The same for many times: what knows a language costs more to make than to use.
 *
 * @param dateStyle `medium` where there is little room
 */
export function momentWriter(tag: string, dateStyle: 'long' | 'medium'): (seconds: number) => TemplateResult {
  const local = new Intl.DateTimeFormat(tag, { dateStyle, timeStyle: 'short' });
  return (seconds) =>
    html`<time datetime=${isoTime(seconds)} title=${utcTime(seconds)}
      ><bdi>${local.format(seconds * 1000)}</bdi></time
    >`;
}

/** A time in UTC, spelled the same in every language: `2027-01-23 10:00 UTC`. */
export function utcTime(seconds: number): string {
  return `${isoTime(seconds).slice(0, 16).replace('T', ' ')} UTC`;
}
