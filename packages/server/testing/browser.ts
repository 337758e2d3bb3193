/** As much of a browser as signing in at another site takes: cookies by origin, redirects, forms. */
export class Browser {
  /** By origin and name. */
  readonly cookies = new Map<string, Map<string, string>>();
  /** Every address it was sent to, the last one last. */
  readonly visited: string[] = [];

  /** Loads an address and follows redirects. */
  async visit(
    address: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ response: Response; text: string }> {
    let url = new URL(address);
    let response = await this.#load(url, form);
    while (response.headers.has('Location')) {
      url = new URL(response.headers.get('Location') ?? '', url);
      response = await this.#load(url);
    }
    return { response, text: await response.text() };
  }

  /** The address a form of a page goes to. */
  static actionOf(text: string): string {
    const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
    if (action === undefined) throw new Error(`There is no form on this page: ${text}`);
    return action;
  }

  cookiesOf(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const jar = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, jar);
    return jar;
  }

  async #load(url: URL, form?: Readonly<Record<string, string>>): Promise<Response> {
    this.visited.push(url.href);
    const jar = this.cookiesOf(url.href);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { Cookie: cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const header of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const ends = attributes.some((part) => /^max-age=0$/i.test(part) || /^expires=.* 1970 /i.test(part));
      if (ends || value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
}
