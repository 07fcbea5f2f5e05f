/** What must not be printed, by whatever: the runner looks for these in all that a runtime prints. */
export const plantedToken = "planted-token-4f1d0c9b7a";
export const plantedText = "Planted words of a message";
