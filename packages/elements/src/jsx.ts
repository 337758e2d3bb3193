/// <reference types="react" preserve="true" />
import type { LitElement } from 'lit';

/** The tags of this package that a `define/…` module registers in the same program. */
type Tag = Extract<keyof HTMLElementTagNameMap, `latchkey-${string}`>;
type EventName = Extract<keyof HTMLElementEventMap, `latchkey-${string}`>;

/** `onlatchkey-activated` and so on: React 19 listens to what follows the `on`, as it is spelled. */
type Listeners = {
  readonly [Name in EventName as `on${Name}`]?: ((event: HTMLElementEventMap[Name]) => void) | undefined;
};

/** What an author sets: the public properties of an element's own class, without its methods. */
type Settable<Element> = {
  readonly [
    Name in Exclude<keyof Element, keyof LitElement> as Element[Name] extends (...args: never) => unknown
      ? never
      : Name
  ]?: Element[Name] | undefined;
};

type Props<Element> = React.DetailedHTMLProps<React.HTMLAttributes<Element>, Element> &
  Settable<Element> &
  Listeners;

/**
 * The elements as React 19 knows them, with their properties and events. Types alone: who imports this module anywhere
 * in a program teaches its JSX the tags whose `define/…` modules the program imports.
 */
export type JsxElements = { [Name in Tag]: Props<HTMLElementTagNameMap[Name]> };

// React's types are looked up where this module is imported: who has no React does not import it.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends JsxElements {}
  }
}
