/** Longest name of a person that a license can carry, in code points. Nobody may be called longer than that. */
export const MAX_ASSIGNEE_LENGTH = 120;
