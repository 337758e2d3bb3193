import { expect } from '@open-wc/testing';
import type { ReactiveController } from 'lit';
import { held } from '../../testing/mount.js';
import { Step } from './step.js';

function newStep(): { step: Step; disconnect: () => void } {
  const controllers: ReactiveController[] = [];
  const step = new Step({
    addController: (controller) => controllers.push(controller),
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  });
  return { step, disconnect: () => controllers.forEach((controller) => controller.hostDisconnected?.()) };
}

/** Notes what a step answers. */
function noter() {
  const notes: string[] = [];
  return {
    notes,
    outcome: {
      done: (value: string) => notes.push(`done ${value}`),
      failed: (error: unknown) => notes.push(`failed ${(error as Error).message}`),
    },
  };
}

describe('a step', () => {
  it('tells how it ended', async () => {
    const { step } = newStep();
    const { notes, outcome } = noter();
    await step.run(() => Promise.resolve('a'), outcome);
    await step.run(() => Promise.reject(new Error('b')), outcome);
    await step.run(() => {
      throw new Error('c');
    }, outcome);
    expect(notes).to.deep.equal(['done a', 'failed b', 'failed c']);
  });

  it('counts only as the latest, in whatever order the answers come', async () => {
    for (const lateFails of [false, true]) {
      const { step } = newStep();
      const { notes, outcome } = noter();
      const first = held<string>();
      const second = held<string>();
      const signals: AbortSignal[] = [];
      const runs = [first, second].map(({ promise }) =>
        step.run((signal) => {
          signals.push(signal);
          return promise;
        }, outcome),
      );
      expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, false]);
      second.release('second');
      await runs[1];
      if (lateFails) first.fail(new Error('late'));
      else first.release('late');
      await runs[0];
      expect(notes).to.deep.equal(['done second']);
    }
  });

  for (const how of ['abort', 'disconnect'] as const) {
    it(`reaches nobody after ${how}`, async () => {
      const { step, disconnect } = newStep();
      const { notes, outcome } = noter();
      const answer = held<string>();
      let signal: AbortSignal | undefined;
      const run = step.run((given) => {
        signal = given;
        return answer.promise;
      }, outcome);
      if (how === 'abort') step.abort();
      else disconnect();
      expect(signal?.aborted).to.equal(true);
      answer.release('late');
      await run;
      expect(notes).to.deep.equal([]);
    });
  }

  it('does not take a fault of the listener for one of the step', async () => {
    const { step } = newStep();
    const failures: unknown[] = [];
    const fault = new Error('in the listener');
    const outcome = {
      done: () => {
        throw fault;
      },
      failed: (error: unknown) => failures.push(error),
    };
    const caught = await step.run(() => Promise.resolve('a'), outcome).catch((error: unknown) => error);
    expect(caught === fault).to.equal(true);
    expect(failures).to.deep.equal([]);
  });
});
