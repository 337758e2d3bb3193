import { expect } from '@open-wc/testing';
import { LatchkeyError } from '@latchkey/core';
import { askToCreate, confirm, previewed, type, usualBackend } from '../../testing/license-issuer-states.js';
import { sendKeys } from '../../testing/commands.js';
import { issued } from '../../testing/issuing-samples.js';
import { problem } from '../../testing/issuing-rules.js';
import {
  button,
  find,
  findAll,
  focused,
  held,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { MACHINE_ID, OTHER_ID } from '../../testing/samples.js';

afterEach(unmountAll);

const LAST_FOUR = MACHINE_ID.slice(-4);
const dialog = (element: Element) => find<HTMLDialogElement>(element, 'dialog');

describe('<latchkey-license-issuer>: the confirmation', () => {
  it('says what cannot be undone, and creates after the last four characters', async () => {
    const backend = usualBackend();
    const element = await previewed(MACHINE_ID, backend);
    type(element, '#assignee', ' Ada Lovelace ');
    await askToCreate(element);
    expect(textOf(dialog(element)))
      .to.contain('This cannot be undone. The license stays with this machine until January 23, 2027')
      .and.contain('It takes one seat.');
    expect(focused() === find(element, '#last-four')).to.equal(true);
    await sendKeys({ type: ` ${LAST_FOUR.toUpperCase()}` });
    const event = next(document.body, 'latchkey-offline-license-created');
    await sendKeys({ press: 'Enter' });
    const { offlineLicense, existing } = await event;
    expect(existing).to.equal(false);
    expect(offlineLicense).to.include({ machineId: MACHINE_ID, assignee: 'Ada Lovelace', seq: 5 });
    const call = backend.calls.find((each) => each.call === 'create');
    expect(call?.request).to.deep.equal({
      organizationId: 'nordic-ships',
      licenseId: 'lic-ocean',
      machine: { machineId: MACHINE_ID },
      assignee: 'Ada Lovelace',
      confirmation: LAST_FOUR,
    });
    await until(() => focused() === find(element, '.result'), 'the focus on the result');
    expect(said(element)).to.contain('The offline license was created. It is valid until January 23, 2027');
  });

  it('stays where something else is typed, and says so', async () => {
    const backend = usualBackend();
    const element = await previewed(MACHINE_ID, backend);
    await confirm(element, 'abcd');
    await until(() => textOf(dialog(element)).includes('These are not the last 4 characters.'), 'the words');
    expect(find(element, '#last-four').getAttribute('aria-invalid')).to.equal('true');
    await sendKeys({ press: 'Escape' });
    await until(() => findAll(element, 'dialog').length === 0, 'the question to go');
    expect(focused() === find(element, '.form .footer :last-child')).to.equal(true);
    expect(backend.count('create')).to.equal(0);
    expect(find<HTMLTextAreaElement>(element, '#machine').value).to.equal(MACHINE_ID);
  });

  it('asks in the language of the page, even where that changes, and keeps what is typed', async () => {
    const element = await previewed();
    await askToCreate(element);
    type(element, '#last-four', 'e3');
    document.documentElement.lang = 'de';
    await until(() => textOf(dialog(element)).includes('Diese Offline-Lizenz erstellen?'), 'German');
    expect(find<HTMLInputElement>(element, '#last-four').value).to.equal('e3');
  });

  it('does nothing where the element has left meanwhile', async () => {
    const backend = usualBackend();
    const element = await previewed(MACHINE_ID, backend);
    await askToCreate(element);
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(backend.count('create')).to.equal(0);
  });
});

describe('<latchkey-license-issuer>: creating', () => {
  it('says that the outcome is not known where the connection broke, and repeats with the same key', async () => {
    const backend = usualBackend();
    backend.after = (call) =>
      call === 'create' && Promise.reject(new LatchkeyError('unavailable', 'The connection broke.'));
    const element = await previewed(MACHINE_ID, backend);
    const failed = next(element, 'latchkey-failed');
    await confirm(element);
    await failed;
    await until(
      () => textOf(element).includes('it is not known whether the license was issued'),
      'the words',
    );
    expect(focused() === find(element, '.trouble')).to.equal(true);
    expect(said(element)).to.contain('it is not known whether');
    backend.after = () => undefined;
    const event = next(element, 'latchkey-offline-license-created');
    button(find(element, '.trouble'), 'Try again').click();
    expect((await event).existing).to.equal(false);
    const keys = backend.calls.filter(({ call }) => call === 'create').map(({ key }) => key);
    expect(keys).to.have.length(2);
    expect(keys[0]).to.match(/^[\w-]{10,200}$/);
    expect(keys[1]).to.equal(keys[0]);
    expect(backend.store.all).to.have.length(5);
  });

  it('takes another key for another intention', async () => {
    const backend = usualBackend();
    backend.before = (call) => call === 'create' && Promise.reject(new TypeError('Network.'));
    const element = await previewed(MACHINE_ID, backend);
    await confirm(element);
    await until(() => findAll(element, '.trouble').length === 1, 'the failure');
    await confirm(element);
    await until(() => backend.count('create') === 2, 'the second call');
    expect(
      new Set(backend.calls.filter(({ call }) => call === 'create').map(({ key }) => key)).size,
    ).to.equal(2);
  });

  it('says why it was refused, offers no repetition, and keeps what was entered', async () => {
    const backend = usualBackend();
    backend.before = (call) =>
      call === 'create' && Promise.reject(problem('no-seats', { quantity: 10, nextFreeAt: 1_800_000_000 }));
    const element = await previewed(MACHINE_ID, backend);
    type(element, '#assignee', 'Ada');
    await confirm(element);
    await until(
      () =>
        textOf(element).includes(
          'All offline seats are in use (10 of 10); the next is free on January 15, 2027',
        ),
      'the words',
    );
    expect(findAll(find(element, '.trouble'), '.actions')).to.have.length(0);
    expect(find<HTMLInputElement>(element, '#assignee').value).to.equal('Ada');
    expect(find<HTMLTextAreaElement>(element, '#machine').value).to.equal(MACHINE_ID);
  });

  it('changes nothing meanwhile, and creates once', async () => {
    const backend = usualBackend();
    const gate = held();
    backend.before = (call) => call === 'create' && gate.promise;
    const element = await previewed(MACHINE_ID, backend);
    await confirm(element);
    await until(() => backend.count('create') === 1, 'the call');
    const submit = find(element, '.form .footer :last-child');
    await until(() => textOf(submit).includes('Creating the license'), 'the word');
    submit.click();
    expect(find<HTMLFieldSetElement>(element, 'fieldset').disabled).to.equal(true);
    gate.release();
    await until(() => findAll(element, '.result').length === 1, 'the result');
    expect(backend.count('create')).to.equal(1);
  });

  it('tells of nothing that comes after it has left, and ends the call', async () => {
    const backend = usualBackend();
    const gate = held();
    backend.before = (call) => call === 'create' && gate.promise;
    const element = await previewed(MACHINE_ID, backend);
    let told = 0;
    element.addEventListener('latchkey-offline-license-created', () => told++);
    await confirm(element);
    await until(() => backend.count('create') === 1, 'the call');
    const { signal } = backend.last('create') ?? {};
    element.remove();
    expect(signal?.aborted).to.equal(true);
    gate.release();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(told).to.equal(0);
  });

  it('offers the file of a license that the machine has, and spends no seat', async () => {
    const backend = usualBackend();
    const element = await previewed(OTHER_ID, backend);
    expect(textOf(find(element, '.preview'))).to.contain('No seat is taken.');
    button(element, 'Get the file again').click();
    await until(() => textOf(element).includes('This machine had an offline license already.'), 'the result');
    await until(() => button(element, 'Download'), 'the file');
    expect(backend.count('create')).to.equal(0);
    expect(backend.store.all).to.have.length(4);
  });

  it('says so where somebody else was quicker', async () => {
    const backend = usualBackend();
    const element = await previewed(MACHINE_ID, backend);
    backend.store.add(issued({ seq: 5 }));
    const event = next(element, 'latchkey-offline-license-created');
    await confirm(element);
    expect((await event).existing).to.equal(true);
    await until(() => textOf(element).includes('No seat was taken.'), 'the words');
  });
});
