import { expect } from '@open-wc/testing';
import { groupMachineId } from '@latchkey/core';
import { machineIdOf } from '../../testing/issuing-samples.js';
import { MACHINE_ID, REQUEST } from '../../testing/samples.js';
import { checkMachineId, isActivationRequest } from './machine-check.js';

const fault = (typed: string) => {
  const check = checkMachineId(typed, 'KSE');
  return check.name === 'wrong' ? [check.fault.fault, ...check.fault.at] : check.name;
};

describe('a machine ID while it is typed', () => {
  it('is no mistake as long as it can become one', () => {
    for (let length = 1; length < MACHINE_ID.length; length++) {
      const check = checkMachineId(groupMachineId(MACHINE_ID.slice(0, length)), 'KSE');
      expect(check).to.deep.equal({ name: 'incomplete', have: length, want: 37 });
    }
    const typed = ` ${groupMachineId(MACHINE_ID).toUpperCase().replaceAll(' ', ' – ')}\n`;
    expect(checkMachineId(typed, 'KSE')).to.deep.equal({ name: 'sound', machineId: MACHINE_ID });
    expect(fault(' - ')).to.equal('empty');
  });

  it('is a mistake at once where it is one whatever follows, at its place', () => {
    expect(fault('x')).to.deep.equal(['wrong-prefix', 0]);
    expect(fault('kse-2')).to.deep.equal(['wrong-prefix', 4]);
    expect(fault('kse1 qb')).to.deep.equal(['wrong-character', 6]);
    expect(fault('kse1q?')).to.deep.equal(['wrong-character', 5]);
    expect(fault(MACHINE_ID.replace('7nrgh', '7nrgq'))).to.deep.equal(['wrong-symbol', 17]);
    expect(fault(`${MACHINE_ID}q`)).to.deep.equal(['length']);
    expect(fault('q'.repeat(10_000))).to.deep.equal(['length']);
  });

  it('knows the product that it is for', () => {
    expect(checkMachineId(machineIdOf(1, 'ABC'), 'KSE')).to.include({ name: 'wrong', otherProduct: 'ABC' });
  });

  it('is told from an activation request', () => {
    expect(isActivationRequest(` ${REQUEST}\n`)).to.equal(true);
    for (const text of ['', MACHINE_ID, 'a.b', 'a.b.c.d', 'a b.c.d', 'https://x.y.z/']) {
      expect(isActivationRequest(text), text).to.equal(false);
    }
  });
});
