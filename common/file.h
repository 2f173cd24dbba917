// All of files: reading them, and outputs that appear whole or not at all.
#pragma once

#include "common/append_file.h"
#include "common/atomic_file.h"
#include "common/atomic_folder.h"
#include "common/byte_stream.h"
#include "common/destroy_file.h"
#include "common/file_lock.h"
#include "common/file_reader.h"
#include "common/paths.h"
#include "common/scratch_file.h"
