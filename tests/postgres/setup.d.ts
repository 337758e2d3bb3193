export function findPrograms(): string | undefined;
