import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { provideIssuing } from '../../testing/provide.js';
import { chooseLicense, previewed, showIssuer, usualBackend } from '../../testing/license-issuer-states.js';
import { ORGANIZATION, purchased } from '../../testing/issuing-samples.js';
import { button, find, findAll, held, mount, said, textOf, unmountAll, until } from '../../testing/mount.js';

afterEach(unmountAll);

describe('<latchkey-license-issuer>: its place', () => {
  it('takes the back end around it, follows the provider, and says that there is none', async () => {
    const place = document.createElement('div');
    const provider = provideIssuing(place, usualBackend());
    mount(html`<latchkey-license-issuer></latchkey-license-issuer>`, place);
    await until(() => findAll(place, '.license').length === 6, 'the licenses');
    const other = usualBackend();
    other.licenses = [purchased({ name: 'Tide Tables' })];
    provider.setValue(other);
    await until(() => textOf(place).includes('Tide Tables'), 'the other back end');
    const element = find(place, 'latchkey-license-issuer');
    document.body.append(element);
    await until(() => textOf(element).includes('Not configured.'), 'no back end here');
    element.remove();
  });

  it('prefers its property to the context', async () => {
    const around = usualBackend();
    const own = usualBackend();
    const place = document.createElement('div');
    provideIssuing(place, around);
    mount(html`<latchkey-license-issuer .backend=${own}></latchkey-license-issuer>`, place);
    await until(() => findAll(place, '.license').length === 6, 'the licenses');
    expect(around.calls).to.have.length(0);
    expect(own.calls.slice(0, 2).map(({ call }) => call)).to.deep.equal([
      'listOrganizations',
      'listLicenses',
    ]);
  });

  it('begins anew when it comes back, and ends what was on its way', async () => {
    const backend = usualBackend();
    const element = await previewed(undefined, backend);
    const place = element.parentElement;
    const gate = held();
    backend.before = (call) => call === 'listOrganizations' && gate.promise;
    element.remove();
    place?.append(element);
    await until(() => backend.count('listOrganizations') === 2, 'the second reading');
    expect(findAll(element, '.form')).to.have.length(0);
    element.remove();
    expect(backend.last('listOrganizations')?.signal?.aborted).to.equal(true);
    backend.before = () => undefined;
    place?.append(element);
    await until(() => findAll(element, '.license').length === 6, 'the licenses');
    gate.fail(new Error('Too late.'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(findAll(element, '.license')).to.have.length(6);
  });

  it('keeps two instances apart', async () => {
    const one = await showIssuer();
    const other = await showIssuer();
    await chooseLicense(one, 'Ocean Suite');
    await chooseLicense(other, 'Fleet Planner');
    expect(find(one, '.chosen').textContent).to.contain('Ocean Suite');
    expect(find<HTMLInputElement>(one, '.chosen input').checked).to.equal(true);
    button(one, 'Create offline license').click();
    await until(() => findAll(one, '.form').length === 1, 'the form');
    expect(findAll(other, '.form')).to.have.length(0);
    expect(said(other)).to.equal('');
  });

  it('speaks the language of its place, with what was typed', async () => {
    const backend = usualBackend();
    backend.organizations = [ORGANIZATION];
    const element = await previewed(undefined, backend);
    document.documentElement.lang = 'de-AT';
    await until(() => textOf(element).includes('Offline-Lizenz erstellen'), 'German');
    expect(textOf(find(element, '.preview'))).to.contain('23. Jänner 2027');
    element.lang = 'ar';
    await until(() => textOf(element).includes('معاينة'), 'Arabic');
    expect(getComputedStyle(find(element, '.base')).direction).to.equal('rtl');
    expect(find<HTMLTextAreaElement>(element, '#machine').value.length).to.equal(37);
  });
});
