import { openApiDocument } from '@latchkey/api/contract';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../../testing/service.js';
import { html, prose } from './html.js';
import { renderReference } from './render-reference.js';

describe('the reference', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.close());

  it('is the document that the contract makes, for programs', async () => {
    const { status, json, headers } = await service.request('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(json).toEqual(
      JSON.parse(JSON.stringify(openApiDocument({ serverUrl: 'https://licenses.example' }))),
    );
    const known = { 'If-None-Match': headers.get('ETag') };
    expect(await service.request('GET', '/openapi.json', { headers: known })).toMatchObject({ status: 304 });
  });

  it('is what the schema of OpenAPI 3.1 takes', async () => {
    const { json } = await service.request('GET', '/openapi.json');
    const judge = async (document: Record<string, unknown>) =>
      (await new Validator().validate(document)).valid;
    expect(await judge(json)).toBe(true);
    // It would say so if it were not.
    const { title: _, ...untitled } = json.info;
    expect(await judge({ ...json, info: untitled })).toBe(false);
    const [path = ''] = Object.keys(json.paths);
    expect(await judge({ ...json, paths: { [path.slice(1)]: json.paths[path] } })).toBe(false);
    expect(await judge({ ...json, paths: { [path]: { get: { responses: 'none' } } } })).toBe(false);
  });

  it('is a page for people, with every route and schema, that needs no script', async () => {
    const page = await service.request('GET', '!/api/docs');
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('Content-Security-Policy')).toContain("style-src 'self'");
    const { paths, components } = openApiDocument();
    for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
      expect(page.text).toContain(`id="${operation.operationId}"`);
    }
    for (const name of Object.keys(components.schemas ?? {}))
      expect(page.text).toContain(`id="schema-${name}"`);
    expect(page.text).not.toMatch(/<script|javascript:| on\w+=| style=|(src|href)="(?![#/]|data:,)/i);
    // Every link leads somewhere.
    for (const [, target = ''] of page.text.matchAll(/href="#([^"]+)"/g)) {
      expect(page.text, target).toContain(`id="${target}"`);
    }
    const ids = [...page.text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const style = await service.request('GET', '!/api/docs/style.css');
    expect(style.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
    expect(style.text).toContain('prefers-color-scheme: dark');
  });
});

it('shows markup in the document as text', () => {
  const document = openApiDocument();
  const evil = '<img src=x onerror="alert(1)">';
  const page = renderReference({ ...document, info: { title: evil, description: evil }, paths: {} });
  expect(page).not.toContain('<img');
  expect(html`<b title="${'"\'&<>'}">${prose('a `<b>` c')}</b>`.text).toBe(
    '<b title="&#34;&#39;&#38;&#60;&#62;">a <code>&#60;b&#62;</code> c</b>',
  );
});
