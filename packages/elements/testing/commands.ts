/** What only the test runner can do: press real keys, and change the size of the page. */
export { sendKeys, setViewport } from '@web/test-runner-commands';
