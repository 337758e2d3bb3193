import { expect } from '@open-wc/testing';
import { PROBLEM_STATUS, type Problem } from '@latchkey/core';
import {
  chooseLicense,
  created,
  mountIssuer,
  showIssuer,
  usualBackend,
} from '../../testing/license-issuer-states.js';
import { sendKeys } from '../../testing/commands.js';
import { EVERY_KIND, ORGANIZATION, OTHER_ORGANIZATION, purchased } from '../../testing/issuing-samples.js';
import { problem } from '../../testing/issuing-rules.js';
import {
  button,
  find,
  findAll,
  focused,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import type { LatchkeySelectionChangedEvent } from './license-issuer-events.js';

afterEach(unmountAll);

const two = () => {
  const backend = usualBackend();
  backend.organizations = [ORGANIZATION, OTHER_ORGANIZATION];
  backend.licenses = [...EVERY_KIND, purchased({ id: 'lic-tide', product: 'TIDE', name: 'Tide Tables' })];
  return backend;
};

function pick(element: Element, id: string, value: string): void {
  const select = find<HTMLSelectElement>(element, `select#${id}`);
  select.value = value;
  select.dispatchEvent(new Event('change'));
}

describe('<latchkey-license-issuer>: what there is', () => {
  it('shows each license with its terms, its seats, and why it cannot be used offline', async () => {
    const element = await showIssuer();
    const rows = findAll(element, '.license').map((row) => textOf(row).trim());
    expect(rows).to.have.length(6);
    expect(rows[0]).to.match(
      /Ocean Suite.*Node-locked.*Yearly.*2026.*7 of 10 available.*Can be used offline/,
    );
    expect(rows[1]).to.contain('0 of 1 available').and.contain('All offline seats are in use (1 of 1).');
    expect(rows[2]).to.contain('Floating').and.contain('Licenses of this kind cannot be used offline.');
    expect(rows[4]).to.contain('The paid term begins on December 31, 2026');
    expect(rows[5]).to.contain('The paid term ended on September 30, 2026');
    expect(findAll(element, 'select')).to.have.length(0);
    expect(textOf(element)).to.contain('Nørdic Ships A/S');
  });

  it('chooses by keyboard, and tells the page', async () => {
    const element = await showIssuer();
    const chosen: (string | undefined)[] = [];
    element.addEventListener('latchkey-selection-changed', ({ licenseId }) => chosen.push(licenseId));
    await sendKeys({ press: 'Tab' });
    expect(focused() === button(element, 'Create offline license')).to.equal(true);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'ArrowDown' });
    await until(() => chosen.length === 2, 'the events');
    expect(chosen).to.deep.equal(['lic-ocean', 'lic-bridge']);
    expect(element.licenseId).to.equal('lic-bridge');
  });

  it('says why nothing can be created, and keeps the button in reach', async () => {
    const element = await showIssuer();
    const create = button(element, 'Create offline license');
    create.click();
    await until(() => said(element) === 'Choose a license first.', 'the reason');
    await chooseLicense(element, 'Fleet Planner');
    create.click();
    await until(
      () => said(element).includes('cannot be used offline. Choose another license.'),
      'the reason',
    );
    expect(create.getAttribute('aria-disabled')).to.equal('true');
    expect(findAll(element, '.form')).to.have.length(0);
    await chooseLicense(element, 'Ocean Suite');
    expect(create.getAttribute('aria-disabled')).to.equal('false');
  });

  it('takes the only license there is', async () => {
    const backend = usualBackend();
    backend.licenses = [purchased()];
    const element = mountIssuer(backend);
    const event = await next(element, 'latchkey-selection-changed');
    expect([event.organizationId, event.licenseId]).to.deep.equal(['nordic-ships', 'lic-ocean']);
    button(element, 'Create offline license').click();
    await until(() => findAll(element, '.form').length === 1, 'the form');
  });

  it('changes the organization, and filters by product', async () => {
    const backend = two();
    const element = await showIssuer(backend);
    await chooseLicense(element, 'Ocean Suite');
    const event = next(element, 'latchkey-selection-changed');
    pick(element, 'organization', 'acme');
    expect((await event).organizationId).to.equal('acme');
    expect(backend.last('listLicenses')?.request).to.equal('acme');
    pick(element, 'product', 'TIDE');
    await until(() => findAll(element, '.license').length === 1, 'one license');
    pick(element, 'product', '');
    await until(() => findAll(element, '.license').length === 7, 'all licenses');
  });

  it('follows what the page sets', async () => {
    const backend = two();
    const element = mountIssuer(backend);
    element.organizationId = 'acme';
    element.licenseId = 'lic-tide';
    const event = await next(element, 'latchkey-selection-changed');
    expect([event.organizationId, event.licenseId]).to.deep.equal(['acme', 'lic-tide']);
    expect(find<HTMLSelectElement>(element, '#organization').value).to.equal('acme');
    element.organizationId = 'nordic-ships';
    await until(() => backend.last('listLicenses')?.request === 'nordic-ships', 'the other organization');
    element.organizationId = 'not mine';
    await until(() => element.organizationId === 'nordic-ships', 'the first instead');
    expect(backend.count('listLicenses')).to.equal(3);
  });

  it('forgets the licenses of one organization when another is chosen, however late they come', async () => {
    const backend = two();
    const element = await showIssuer(backend);
    const events: LatchkeySelectionChangedEvent[] = [];
    element.addEventListener('latchkey-selection-changed', (event) => events.push(event));
    let release: () => void = () => undefined;
    backend.before = (call) => call === 'listLicenses' && new Promise<void>((resolve) => (release = resolve));
    pick(element, 'organization', 'acme');
    await until(() => backend.count('listLicenses') === 2, 'the slow call');
    const { signal } = backend.last('listLicenses') ?? {};
    const late = release;
    backend.before = () => undefined;
    element.organizationId = 'nordic-ships';
    await until(() => findAll(element, '.license').length === 7, 'the licenses');
    expect(signal?.aborted).to.equal(true);
    late();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(events.map(({ organizationId }) => organizationId)).not.to.contain('acme');
  });

  it('reads the seats again after a license was created', async () => {
    const element = await created();
    await until(() => textOf(find(element, '.license')).includes('6 of 10 available'), 'the seats');
    button(element, 'Done').click();
    await until(() => findAll(element, '.result').length === 0, 'the result to go');
    expect(focused() === button(element, 'Create offline license')).to.equal(true);
  });
});

describe('<latchkey-license-issuer>: what is refused', () => {
  for (const code of Object.keys(PROBLEM_STATUS) as Problem[]) {
    it(`has words for ${code}, and tells the page`, async () => {
      const backend = usualBackend();
      const error = problem(code);
      backend.before = (call) => call === 'listLicenses' && Promise.reject(error);
      const element = mountIssuer(backend);
      expect((await next(element, 'latchkey-failed')).error).to.equal(error);
      await until(() => findAll(element, '.notice.bad').length === 1, 'the words');
      const [says, wayOut] = findAll(element, '.notice p').map((each) => textOf(each).trim());
      await until(() => said(element).startsWith(says ?? '?'), 'the announcement');
      expect(said(element)).to.contain(wayOut);
    });
  }

  it('tries again, and goes on by keyboard', async () => {
    const backend = usualBackend();
    backend.before = () => Promise.reject(new Error('Gone.'));
    const element = mountIssuer(backend);
    await until(() => textOf(element).includes('Something went wrong.'), 'the words');
    button(element, 'Try again').focus();
    backend.before = () => undefined;
    await sendKeys({ press: 'Enter' });
    await until(() => findAll(element, '.license').length === 6, 'the licenses');
    await until(() => element.matches(':focus-within'), 'the focus');
  });
});
