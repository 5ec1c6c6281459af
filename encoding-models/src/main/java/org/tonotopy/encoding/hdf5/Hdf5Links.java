package org.tonotopy.encoding.hdf5;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The links of a group by name. jHDF's own groups parse every child at once, so that one dataset which nobody asked for
 * could make the whole file unreadable; these parse none.
 */
final class Hdf5Links {

    private static final int SOFT = 2;

    private Hdf5Links() {}

    /** Where a name leads. */
    sealed interface Link {
        /** To an object in this file, whose header is at {@code address}. */
        record Hard(long address) implements Link {}

        /** To another name, or to another file. */
        record Elsewhere(String kind) implements Link {}
    }

    static Map<String, Link> of(Hdf5Storage storage, ObjectHeader group) {
        return group.hasMessageOfType(SymbolTableMessage.class)
                ? inSymbolTable(storage, group.getMessageOfType(SymbolTableMessage.class))
                : inMessages(storage, group);
    }

    /** Groups as HDF5 1.8 and h5py's default write them. */
    private static Map<String, Link> inSymbolTable(Hdf5Storage storage, SymbolTableMessage table) {
        ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
        Map<String, Link> links = new LinkedHashMap<>();
        for (long node :
                BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
            for (SymbolTableEntry entry : new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
                names.position(entry.getLinkNameOffset());
                links.put(
                        Utils.readUntilNull(names),
                        entry.getCacheType() == SOFT
                                ? new Link.Elsewhere("soft")
                                : new Link.Hard(entry.getObjectHeaderAddress()));
            }
        }
        return links;
    }

    private static Map<String, Link> inMessages(Hdf5Storage storage, ObjectHeader group) {
        LinkInfoMessage info = group.getMessageOfType(LinkInfoMessage.class);
        Map<String, Link> links = new LinkedHashMap<>();
        for (LinkMessage message : info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS
                ? group.getMessagesOfType(LinkMessage.class)
                : inHeap(storage, info)) {
            links.put(
                    message.getLinkName(),
                    switch (message.getLinkType()) {
                        case HARD -> new Link.Hard(message.getHardLinkAddress());
                        case SOFT -> new Link.Elsewhere("soft");
                        case EXTERNAL -> new Link.Elsewhere("external");
                    });
        }
        return links;
    }

    private static List<LinkMessage> inHeap(Hdf5Storage storage, LinkInfoMessage info) {
        FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
        BTreeV2<LinkNameForIndexedGroupRecord> index = new BTreeV2<>(storage, info.getBTreeNameIndexAddress());
        List<LinkMessage> messages = new ArrayList<>();
        for (LinkNameForIndexedGroupRecord record : index.getRecords()) {
            messages.add(LinkMessage.fromBuffer(heap.getId(record.getId()), storage.getSuperblock()));
        }
        return messages;
    }
}
