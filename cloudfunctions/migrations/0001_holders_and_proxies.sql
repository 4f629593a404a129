ALTER TABLE "orders" ADD COLUMN "proxy_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "holders" uuid[] NOT NULL DEFAULT '{}';--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "holders" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "undo_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "orders_registered" ON "orders" USING btree ("registered_by","id") WHERE registered_by is not null;--> statement-breakpoint
UPDATE "orders" o SET "holders" = coalesce((
  SELECT array_agg(DISTINCT h.id) FROM (
    SELECT e.actor_id AS id FROM order_events e WHERE e.community_id = o.community_id AND e.order_id = o.id AND e.action = 'accept'
    UNION SELECT e.to_person_id FROM order_events e WHERE e.community_id = o.community_id AND e.order_id = o.id AND e.action = 'reassign'
  ) h WHERE h.id IS NOT NULL), '{}');--> statement-breakpoint
UPDATE "orders" o SET "proxy_id" = o.registered_by
  WHERE o.registered_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = o.requester_id);
