// The frame in which one element is shown in one state: a page of its own, so that width, language and theme are real.
import './site/stage.css';
import { applyLook, readChoice } from './site/choice.js';
import { listEvents } from './site/manifest.js';
import { describeEvent, type StageMessage } from './site/messages.js';
import { pageOf } from './states/pages.js';

const { body, documentElement } = document;
const query = location.search;
const page = pageOf(new URLSearchParams(query).get('element'));
const choice = readChoice(query, Object.keys(page.states));

applyLook(choice);
documentElement.lang = choice.lang;
documentElement.dir = choice.lang === 'ar' ? 'rtl' : 'ltr';
document.title = `${page.tag}: ${choice.state}`;

for (const name of listEvents()) {
  addEventListener(name, (event) => tell({ kind: 'event', name, facts: describeEvent(event) }));
}

const place = document.createElement('div');
body.append(place);
new ResizeObserver(() => tell({ kind: 'height', height: place.offsetHeight })).observe(place);
await page.states[choice.state]?.open((element) => place.replaceChildren(element));
documentElement.dataset.ready = '';

function tell(message: StageMessage): void {
  if (parent !== window) parent.postMessage(message, location.origin);
}
