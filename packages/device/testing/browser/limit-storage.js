// A plugin of the test runner: pages may have Chromium lower the room of their site, for real, by the command
// `limit-storage` with a number of bytes. Firefox has a limit from its start on.
export function limitStoragePlugin() {
  return {
    name: 'limit-storage',
    async executeCommand({ command, payload, session }) {
      if (command !== 'limit-storage') return undefined;
      if (session.browser.name !== 'Chromium') return 'fixed';
      const page = session.browser.getPage(session.id);
      const devtools = await page.context().newCDPSession(page);
      const { origin } = new URL(page.url());
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: payload });
      return 'limited';
    },
  };
}

/** Settings of Firefox that leave each site some ten megabytes, in kilobytes. */
export const FIREFOX_STORAGE_LIMIT = { 'dom.quotaManager.temporaryStorage.fixedLimit': 50 * 1024 };
