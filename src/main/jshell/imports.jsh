import dev.cairn.*;
import dev.cairn.codec.*;
