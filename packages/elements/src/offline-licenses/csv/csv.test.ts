import { expect } from '@open-wc/testing';
import { csvLine } from './csv-text.js';
import { readText } from './read-text.js';
import { splitTable } from './split-table.js';

const { signal } = new AbortController();

describe('CSV', () => {
  it('is written as RFC 4180 has it', () => {
    expect(csvLine(['a', 'b c', ''])).to.equal('a,b c,\r\n');
    expect(csvLine(['a,b', 'say "x"', 'two\nlines'])).to.equal('"a,b","say ""x""","two\nlines"\r\n');
    expect(csvLine(['a;b', 'a\tb'])).to.equal('"a;b","a\tb"\r\n');
  });

  it('runs nothing in a spreadsheet', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1', '\n@x']) {
      const [cell = ''] = csvLine([text]).split(/\r\n$/);
      expect(cell.replace(/^"/, '').startsWith("'"), JSON.stringify(text)).to.equal(true);
    }
    expect(csvLine(['a=1', 'x@example.org', '2026-11-24T09:00:00Z'])).to.not.contain("'");
  });

  it('is cut between rows, each piece with the names of the columns', async () => {
    const rows = Array.from({ length: 45_000 }, (_, i) => `id${i},"name\n${i}"\n`);
    const parts = await splitTable(`\ufeffmachine_id,assignee\n${rows.join('')}`, signal);
    expect(parts.map((part) => part.rows)).to.deep.equal([20_000, 20_000, 5000]);
    for (const part of parts) expect(part.csv.startsWith('machine_id,assignee\nid')).to.equal(true);
    expect(parts.map(({ csv }) => csv.slice('machine_id,assignee\n'.length)).join('')).to.equal(
      rows.join(''),
    );
    // The first row of a piece is in its line 2; each row before it took two lines.
    expect(parts.map(({ offset }) => 2 + offset)).to.deep.equal([2, 40_002, 80_002]);
  });

  it('is cut where a piece would have too many characters', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i},${'x'.repeat(100_000)}\r\n`);
    const parts = await splitTable(`machine_id,assignee\r\n${rows.join('')}`, signal);
    expect(parts.length).to.equal(3);
    for (const part of parts) expect(part.csv.length).to.be.at.most(2_000_000);
    expect(parts.reduce((sum, part) => sum + part.rows, 0)).to.equal(50);
  });

  it('counts lines whatever ends them, and rows without the empty ones', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const table = ['', 'machine_id', '', 'a', '', 'b', ''].join(end);
      const [part, ...others] = await splitTable(table, signal);
      expect(others).to.have.length(0);
      expect(part?.rows).to.equal(2);
      // "a" is in line 4 of the table, and in line 3 of the piece: below the names and the empty line.
      expect(part?.offset).to.equal(1);
    }
  });

  it('has nothing to import without a row', async () => {
    for (const table of ['', '\n\n', 'machine_id', 'machine_id\r\n', '\ufeff']) {
      expect(await splitTable(table, signal)).to.deep.equal([]);
    }
  });

  it('is not read further once nobody waits', async () => {
    const controller = new AbortController();
    const split = splitTable('machine_id\n' + 'a\n'.repeat(20_000), controller.signal);
    controller.abort();
    expect(await split.catch((error: Error) => error.name)).to.equal('AbortError');
  });

  it('is read in whatever a spreadsheet writes', async () => {
    const utf16 = new Uint16Array([0xfeff, ...Array.from('Jörg', (letter) => letter.charCodeAt(0))]);
    for (const bytes of [new TextEncoder().encode('Jörg'), new Uint8Array([0x4a, 0xf6, 0x72, 0x67]), utf16]) {
      expect(await readText(new Blob([bytes]))).to.deep.equal({ text: 'Jörg' });
    }
    expect(await readText(new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])]))).to.deep.equal({
      fault: 'notText',
    });
    expect(await readText({ size: 20_000_001 } as Blob)).to.deep.equal({ fault: 'tooLarge' });
    const gone = { size: 1, arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob;
    expect(await readText(gone)).to.deep.equal({ fault: 'notText' });
  });
});
