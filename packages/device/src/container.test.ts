import { describe, expect, it } from 'vitest';
import { fakeSystem } from '../testing/system.js';
import { isContainer } from './container.js';

const HOST_MOUNTS = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw - proc proc rw
320 22 0:51 / /var/lib/docker/overlay2/1f0c/merged rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l
`;
const DOCKER_MOUNTS = `700 600 0:51 / / rw,relatime - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l
731 700 8:1 /var/lib/docker/containers/4c01db0b339c/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/sda1 rw
`;
const POD_MOUNTS = `900 800 8:1 /var/lib/kubelet/pods/0b1f/etc-hosts /etc/hosts rw,relatime - ext4 /dev/sda1 rw
`;

describe('isContainer', () => {
  it.each([
    ["Docker's marker", { '/.dockerenv': '' }],
    ["Podman's marker", { '/run/.containerenv': 'engine="podman-4.9.3"\n' }],
    ['control groups of Docker', { '/proc/self/cgroup': '12:pids:/docker/4c01db0b339c\n' }],
    [
      'control groups of systemd with Docker',
      { '/proc/1/cgroup': '0::/system.slice/docker-4c01db0b339c.scope\n' },
    ],
    ['control groups of Kubernetes', { '/proc/1/cgroup': '11:cpu:/kubepods/besteffort/pod9/4c01\n' }],
    [
      'control groups of Kubernetes with systemd',
      { '/proc/1/cgroup': '0::/kubepods.slice/kubepods-pod9.slice\n' },
    ],
    ['control groups of Podman', { '/proc/self/cgroup': '0::/user.slice/libpod-4c01.scope/container\n' }],
    ['control groups of LXC', { '/proc/1/cgroup': '1:name=systemd:/lxc/web\n' }],
    ['mounts of Docker', { '/proc/self/cgroup': '0::/\n', '/proc/self/mountinfo': DOCKER_MOUNTS }],
    ['mounts of Kubernetes', { '/proc/1/cgroup': '0::/\n', '/proc/self/mountinfo': POD_MOUNTS }],
  ])('is true with %s', async (_, files) => {
    expect(await isContainer(fakeSystem({ files: files as Record<string, string> }))).toBe(true);
  });

  it.each([
    ['nothing at all', {}],
    ['a desktop', { '/proc/self/cgroup': '0::/user.slice/user-1000.slice/session-2.scope\n' }],
    [
      'a host that runs containers',
      { '/proc/1/cgroup': '0::/init.scope\n', '/proc/self/mountinfo': HOST_MOUNTS },
    ],
  ])('is false with %s', async (_, files) => {
    expect(await isContainer(fakeSystem({ files: files as Record<string, string> }))).toBe(false);
  });
});
