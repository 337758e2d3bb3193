/** Where the page of an element is, from any other page of the site. */
export function addressOf(tag: string): string {
  return `${tag.replace('latchkey-', '')}.html`;
}
