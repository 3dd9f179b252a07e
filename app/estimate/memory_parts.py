"""What fills the memory of one device: the parts of a training run, and of serving."""

from __future__ import annotations

from app.compute.inference_memory import InferenceMemory
from app.compute.memory import DeviceMemory
from app.estimate.machines import MemoryPart
from app.language.message import Message, message

LEAST_GIB = 0.005  # what would be shown as zero is no part


def of_training(memory: DeviceMemory) -> tuple[MemoryPart, ...]:
    """In the likely case; what the process holds beside its tensors comes last."""
    beside = memory.process_gib.likely - memory.total_gib
    return _parts(
        (message("weights"), memory.weights_gib),
        (message("gradients"), memory.gradients_gib),
        (message("optimiser"), memory.optimizer_gib),
        (message("activations"), memory.activations_gib),
        (message("logits"), memory.logits_gib),
        (message("overhead"), beside),
    )


def of_serving(memory: InferenceMemory) -> tuple[MemoryPart, ...]:
    """In the likely case; `overhead` holds what the system keeps, too."""
    named = memory.weights_gib + memory.kv_cache_gib + memory.state_gib
    return _parts(
        (message("weights"), memory.weights_gib),
        (message("key-value cache"), memory.kv_cache_gib),
        (message("state"), memory.state_gib),
        (message("overhead"), memory.needed_gib.likely - named),
    )


def _parts(*named: tuple[Message, float]) -> tuple[MemoryPart, ...]:
    return tuple(MemoryPart(title, gib) for title, gib in named if gib >= LEAST_GIB)
