import type { System } from './system.js';

/** Files that container engines put into every container: Docker, and Podman. */
const MARKERS = ['/.dockerenv', '/run/.containerenv'];

/** Names that engines give to the control groups of containers. */
const CGROUP = /[/:.-](?:docker|kubepods|containerd|crio|libpod|podman|lxc|garden|machine\.slice\/machine-)/;

/**
 * A line of mountinfo whose mount point is one of the files that engines write into a container, and whose
 * root is in an engine's folder. Control groups of version 2 show nothing but `/` inside.
 */
const MOUNT =
  /^\S+ \S+ \S+ \S*\/(?:docker|containers?|containerd|kubelet|pods)\/\S* \/etc\/(?:hosts|hostname|resolv\.conf) /m;

/**
 * True where this system looks like a container, whose OS machine ID may be shared by all containers of an
 * image, or new with every start. A hint for the person who issues: nothing is refused because of it.
 */
export async function isContainer(system: System): Promise<boolean> {
  for (const path of MARKERS) {
    if ((await readIfAny(system, path)) !== undefined) return true;
  }
  for (const path of ['/proc/self/cgroup', '/proc/1/cgroup']) {
    if (CGROUP.test((await readIfAny(system, path)) ?? '')) return true;
  }
  return MOUNT.test((await readIfAny(system, '/proc/self/mountinfo')) ?? '');
}

async function readIfAny(system: System, path: string): Promise<string | undefined> {
  try {
    return await system.readText(path);
  } catch {
    return undefined;
  }
}
