// The first page: what the elements are, and the whole way of a license between two people.
import { renderPage } from './site/shell.js';
import { html } from 'lit';

renderPage('', html`<div class="intro"><h1>Licenses that work offline, in your pages</h1></div>`);
