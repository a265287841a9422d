/**
 * Weights and checkpoint folders on disk. A checkpoint is a folder with the file names that Hugging
 * Face tools use; weights and optimiser moments are safetensors, everything else is JSON. Files are
 * written to a temporary name and renamed, and a folder is replaced only when the new one is
 * complete, so a crash never leaves half a checkpoint under the real name. Whatever is read is
 * checked first, and every error names the file and the tensor or line.
 *
 * <p>To extend: a new file of the folder gets a name in {@link
 * org.srl4j.models.io.CheckpointFolder}; a new element type gets a constant in {@link
 * org.srl4j.models.io.ElementType}.
 */
package org.srl4j.models.io;
