import type { ReactiveController, ReactiveElement } from 'lit';

/** Rows that are there beyond those that are seen, above and below: who tabs or scrolls finds them drawn. */
export const OVERSCAN = 4;

/** Below this width, in pixels, a row is a card. */
const NARROW = 900;

/**
 * Heights of a row, in pixels. A card may not be higher: Firefox draws nothing below 17.9 million pixels, which are
 * 100,000 rows of 178.
 */
const ROW = 60;
const CARD = 172;

/** A row that is drawn. */
export interface DrawnRow<Row> {
  readonly row: Row;
  readonly index: number;
  /** Names what draws it. */
  readonly slot: number;
}

/** Which rows of a long list are drawn: those in sight, a few around them, and the one that has the focus. */
export class RowWindow implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #count: () => number;
  readonly #nearEnd: () => void;
  readonly #observer: () => ResizeObserver;
  #resizes: ResizeObserver | undefined;
  #scroller: HTMLElement | undefined;
  #first = 0;
  #last = 0;
  #overscan = OVERSCAN;
  #pinned: number | undefined;
  #slots: ReadonlyMap<string, number> = new Map();
  #nextSlot = 0;
  #isNarrow = false;
  /** As the box was measured last: to ask it while rows are drawn would make the browser lay them out twice. */
  #scrollTop = 0;
  #clientHeight = 0;

  /**
   * @param count says how many rows there are
   * @param nearEnd called when the last of them come near
   */
  constructor(host: ReactiveElement, count: () => number, nearEnd: () => void) {
    this.#host = host;
    this.#count = count;
    this.#nearEnd = nearEnd;
    // In the next frame: what is drawn at once changes the size again, and browsers report that as an error.
    this.#observer = () => new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));
    host.addController(this);
  }

  hostDisconnected(): void {
    this.watch(undefined);
  }

  get isNarrow(): boolean {
    return this.#isNarrow;
  }

  /** In pixels. */
  get rowHeight(): number {
    return this.#isNarrow ? CARD : ROW;
  }

  /** Belongs to the box that scrolls, as its `ref`. */
  readonly watch = (scroller: Element | undefined): void => {
    this.#resizes?.disconnect();
    this.#resizes = undefined;
    this.#scroller = scroller instanceof HTMLElement ? scroller : undefined;
    if (!this.#scroller) return;
    this.#resizes = this.#observer();
    this.#resizes.observe(this.#scroller);
  };

  readonly scrolled = (): void => this.#measure();

  /** Keeps a row drawn while it has the focus, however far it is scrolled away. */
  pin(index: number | undefined): void {
    this.#pinned = index;
  }

  /** Back to the top. */
  rewind(): void {
    this.#pinned = undefined;
    this.#scrollTop = 0;
    if (this.#scroller) this.#scroller.scrollTop = 0;
  }

  /** The rows to draw, in their order. */
  listRows<Row extends { readonly id: string }>(rows: readonly Row[]): DrawnRow<Row>[] {
    this.#update();
    const indexes = Array.from({ length: this.#last - this.#first }, (_, i) => this.#first + i);
    const pinned = this.#pinned;
    if (pinned !== undefined && pinned < this.#first) indexes.unshift(pinned);
    if (pinned !== undefined && pinned >= this.#last) indexes.push(pinned);
    const shown = indexes.flatMap((index) => {
      const row = rows[index];
      return row ? [{ index, row }] : [];
    });
    const slots = this.#assign(shown.map(({ row }) => row.id));
    return shown.map((each) => ({ ...each, slot: slots.get(each.row.id) ?? 0 }));
  }

  /**
   * Which part of the page draws which row, by the IDs of the rows. What draws a row that is out of sight now draws the
   * next one: new parts for each would be slow to make and to clean up. Not while a row has the focus, which moving
   * parts around it might take away.
   */
  #assign(ids: readonly string[]): ReadonlyMap<string, number> {
    const wanted = new Set(ids);
    const isFree = this.#pinned === undefined;
    const free = [...this.#slots].filter(([id]) => isFree && !wanted.has(id)).map(([, slot]) => slot);
    const slots = new Map<string, number>();
    for (const id of ids) slots.set(id, this.#slots.get(id) ?? free.shift() ?? this.#nextSlot++);
    this.#slots = slots;
    return slots;
  }

  #measure(): void {
    // By the next frame it may be gone.
    if (!this.#scroller) return;
    const { scrollTop, clientWidth, clientHeight } = this.#scroller;
    this.#scrollTop = scrollTop;
    this.#clientHeight = clientHeight;
    const isNarrow = clientWidth > 0 && clientWidth < NARROW;
    if (isNarrow !== this.#isNarrow) return void this.#turn(scrollTop / this.rowHeight, isNarrow);
    const [first, last] = [this.#first, this.#last];
    this.#update();
    if (first !== this.#first || last !== this.#last) this.#host.requestUpdate();
    if (this.#first >= last || this.#last <= first) this.#jump();
    this.findEnd();
  }

  /** Makes rows out of cards, or cards out of rows. What was on top stays there. @param top counts rows */
  async #turn(top: number, isNarrow: boolean): Promise<void> {
    this.#isNarrow = isNarrow;
    this.#scrollTop = top * this.rowHeight;
    this.#host.requestUpdate();
    // Cards are higher: the box has no room for that place before they are drawn.
    await this.#host.updateComplete;
    if (!this.#scroller) return;
    this.#scroller.scrollTop = this.#scrollTop;
    this.#measure();
  }

  /** Asks for more where the last rows are near. */
  readonly findEnd = (): void => {
    if (this.#last >= this.#count()) this.#nearEnd();
  };

  /** No row is there yet: those in sight are drawn first, so that it takes half as long, and the others after that. */
  #jump(): void {
    this.#overscan = 0;
    this.#update();
    requestAnimationFrame(() => {
      if (this.#overscan > 0) return;
      this.#overscan = OVERSCAN;
      this.#host.requestUpdate();
    });
  }

  #update(): void {
    const count = this.#count();
    const seen = Math.floor(this.#scrollTop / this.rowHeight);
    const visible = Math.ceil(this.#clientHeight / this.rowHeight) + 1;
    this.#first = Math.max(0, Math.min(seen, count) - this.#overscan);
    this.#last = Math.min(count, seen + visible + this.#overscan);
  }
}
